package dev.rollwave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthsTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S,      0s",
    "PT0.9S,    0s",
    "PT-5S,     0s",
    "PT45S,     45s",
    "PT10M,     10m",
    "PT2M5.7S,  2m5s",
    "PT90M,     1h30m",
    "PT1H0M1S,  1h1s",
    "P2D,       2d",
    "P1DT1H,    1d1h",
  })
  void a_length_is_told_as_a_plan_writes_it(Duration length, String told) {
    assertThat(Lengths.of(length)).isEqualTo(told);
  }
}
