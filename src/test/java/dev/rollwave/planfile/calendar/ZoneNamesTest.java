package dev.rollwave.planfile.calendar;

import static dev.rollwave.planfile.Documents.problems;
import static dev.rollwave.planfile.Documents.warnings;
import static dev.rollwave.planfile.Documents.withSpec;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EST       | write the name of the place, such as `America/New_York` or `America/Panama`",
        "ist       | write the name of the place, such as `Asia/Kolkata` or `Europe/Dublin` or"
            + " `Asia/Jerusalem`",
        "utc       | write `UTC`",
        "Madrid    | write `Europe/Madrid`",
        "New York  | write `America/New_York`",
        "Europe/Berln | write `Europe/Berlin`",
        "XST       | write the name of a place, such as `Europe/Madrid`",
        "Local     | write the name of a place, such as `Europe/Madrid`"
      })
  void what_is_no_name_is_refused_with_the_place_that_is_meant(String written, String fix) {
    assertThat(problems(withSpec("timeZone: " + written)))
        .containsExactly("6:13: `%s` is not an IANA time zone | %s".formatted(written, fix));
  }

  @ParameterizedTest
  @CsvSource({
    "UTC+2, Etc/GMT-2",
    "GMT-05:00, Etc/GMT+5",
    "'''-3''', Etc/GMT+3",
    "'''+14''', Etc/GMT-14"
  })
  void an_offset_is_refused_with_the_name_of_the_same_offset(String written, String name) {
    assertThat(problems(withSpec("timeZone: " + written)))
        .singleElement()
        .asString()
        .contains("or `" + name + "` for this very offset");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC+05:30", "GMT-14"})
  void an_offset_that_has_no_name_is_refused_with_a_place(String written) {
    assertThat(problems(withSpec("timeZone: " + written)))
        .singleElement()
        .asString()
        .contains("such as `Europe/Madrid`")
        .doesNotContain("Etc/");
  }

  @Test
  void a_sign_that_is_inverted_is_warned_of() {
    assertThat(warnings(withSpec("timeZone: Etc/GMT+2")))
        .containsExactly(
            "6:13: `Etc/GMT+2` is UTC-02:00: the sign of these names is inverted, as in POSIX"
                + " | write `Etc/GMT-2` if UTC+02:00 is meant; a place, such as `Europe/Madrid`,"
                + " knows its daylight saving");
    assertThat(warnings(withSpec("timeZone: Etc/GMT-14")))
        .singleElement()
        .asString()
        .contains("is UTC+14:00", "leave it if that is meant");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "GMT", "Etc/GMT", "Etc/GMT+0", "Etc/GMT0", "EST5EDT", "CET"})
  void other_names_are_taken_as_they_are(String zone) {
    assertThat(warnings(withSpec("timeZone: " + zone))).isEmpty();
  }

  @Test
  void each_abbreviation_is_one_by_which_the_places_clocks_are_known() {
    ZoneNames.ABBREVIATIONS.forEach((abbreviation, places) -> {
      assertThat(ZoneId.getAvailableZoneIds()).doesNotContain(abbreviation).containsAll(places);
      assertThat(places)
          .as(abbreviation)
          .allSatisfy(place -> assertThat(shortNames(place)).contains(abbreviation));
    });
  }

  private static List<String> shortNames(String place) {
    TimeZone zone = TimeZone.getTimeZone(place);
    return List.of(
        zone.getDisplayName(false, TimeZone.SHORT, Locale.ENGLISH),
        zone.getDisplayName(true, TimeZone.SHORT, Locale.ENGLISH));
  }
}
