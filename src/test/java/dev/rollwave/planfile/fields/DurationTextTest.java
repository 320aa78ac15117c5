package dev.rollwave.planfile.fields;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "0s, PT0S",
    "90s, PT90S",
    "10m, PT10M",
    "1h30m, PT1H30M",
    "1d2h3m4s, PT26H3M4S",
    "7d, P7D",
    "007m, PT7M",
    "PT10M, PT10M",
    "P7D, P7D",
    "PT1.5S, PT1.5S",
    "366d, P366D"
  })
  void units_and_ISO_8601_are_read(String text, Duration expected) {
    assertThat(DurationText.parse(text)).isEqualTo(new Parsed.Good<>(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "s",
        "10",
        "10 m",
        "10M",
        "30m1h",
        "1.5h",
        "1h1h",
        "-1s",
        "PT-1S",
        "-PT1S",
        "P",
        "PT",
        "P1M",
        "367d",
        "9999999999s",
        "999999999d",
        "PT999999999999999999H",
        "P99999999999999999999D",
        "10ms",
        "١٠m"
      })
  void anything_else_is_refused_with_a_fix(String text) {
    assertThat(DurationText.parse(text))
        .isInstanceOfSatisfying(
            Parsed.Bad.class,
            bad -> {
              assertThat(bad.what()).contains(text);
              assertThat(bad.fix()).isNotBlank();
            });
  }
}
