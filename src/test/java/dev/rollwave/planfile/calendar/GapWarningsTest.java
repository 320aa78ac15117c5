package dev.rollwave.planfile.calendar;

import static dev.rollwave.planfile.Documents.warnings;
import static dev.rollwave.planfile.Documents.withSpec;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GapWarningsTest {
  @Test
  void a_schedule_within_the_hour_that_spring_skips_is_warned_of() {
    assertThat(warnings(withSpec("timeZone: Europe/Madrid\nschedule: '30 2 * * *'")))
        .containsExactly(
            "7:3: the clocks of Europe/Madrid skip 02:30 on 2027-03-28,"
                + " so `30 2 * * *` does not fire then"
                + " | choose a time outside 02:00-03:00,"
                + " or leave it if one night without matters little");
  }

  @Test
  void a_window_within_it_is_warned_of_at_its_own_place() {
    assertThat(
            warnings(
                withSpec(
                    "timeZone: America/New_York\n"
                        + "windows: [{cron: '0 2 * * 0', duration: 1h}]")))
        .singleElement()
        .asString()
        .startsWith("7:14: the clocks of America/New_York skip 02:00 on 2027-03-14");
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Madrid, 30 1 * * *", // before the gap
    "Europe/Madrid, 0 3 * * *", // the first time after it
    "Europe/Madrid, 30 2 * * 1-5", // the gap is on a Sunday
    "Europe/Madrid, */30 * * * *", // fires again within the hour
    "Europe/Madrid, 0 * * * *",
    "Asia/Tokyo, 30 2 * * *", // no daylight saving there
    "UTC, 30 2 * * *"
  })
  void a_schedule_that_loses_nothing_is_not(String zone, String cron) {
    assertThat(warnings(withSpec("timeZone: " + zone + "\nschedule: '" + cron + "'"))).isEmpty();
  }

  @Test
  void a_window_that_is_open_within_the_gap_only_is_warned_of() {
    assertThat(
            warnings(
                withSpec("timeZone: America/New_York\nwindows: [{from: '02:00', to: '03:00'}]")))
        .containsExactly(
            "7:14: the clocks of America/New_York skip 02:00 on 2027-03-14 and all of the window,"
                + " which does not open then"
                + " | choose times outside 02:00-03:00,"
                + " or leave it if one night without matters little");
  }

  @Test
  void where_the_clocks_skip_from_midnight_on_the_day_that_begins_then_counts() {
    String cairo = "timeZone: Africa/Cairo\nwindows: [{%sfrom: '00:00', to: '01:00'}]";

    assertThat(warnings(withSpec(cairo.formatted("")))).hasSize(1);
    assertThat(warnings(withSpec(cairo.formatted("days: [Fri], ")))).hasSize(1);
    assertThat(warnings(withSpec(cairo.formatted("days: [Thu], ")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Madrid, '{from: \"02:00\", to: \"03:01\"}'", // a minute is left
    "Europe/Madrid, '{from: \"01:59\", to: \"03:00\"}'",
    "Europe/Madrid, '{days: [Sat], from: \"02:00\", to: \"03:00\"}'",
    "Europe/Madrid, '{days: [Sat], from: \"02:30\", to: \"02:00\"}'", // until the next night
    "Asia/Tokyo, '{from: \"02:00\", to: \"03:00\"}'"
  })
  void a_window_of_which_something_is_left_is_not(String zone, String window) {
    assertThat(warnings(withSpec("timeZone: " + zone + "\nwindows: [" + window + "]"))).isEmpty();
  }
}
