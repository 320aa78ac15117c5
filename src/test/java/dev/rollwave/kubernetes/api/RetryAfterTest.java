package dev.rollwave.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  @ParameterizedTest
  @CsvSource({
    "7, , PT7S",
    "' 7 ', , PT7S",
    "'Sat, 28 Nov 2026 22:00:30 GMT', 'Sat, 28 Nov 2026 22:00:00 GMT', PT30S",
    "'Sat, 28 Nov 2026 21:00:00 GMT', 'Sat, 28 Nov 2026 22:00:00 GMT', PT0S",
    "soon, , ",
    "-1, , ",
    "99999999999999999999, , ",
    ", 'Sat, 28 Nov 2026 22:00:00 GMT', "
  })
  void it_is_seconds_or_a_date_by_the_servers_clock(
      @Nullable String header, @Nullable String date, @Nullable Duration wait) {
    assertThat(RetryAfter.read(Optional.ofNullable(header), Optional.ofNullable(date)))
        .isEqualTo(Optional.ofNullable(wait));
  }

  @Test
  void without_the_servers_clock_a_date_goes_by_ours() {
    String inAMinute =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(61));

    assertThat(RetryAfter.read(Optional.of(inAMinute), Optional.empty()).orElseThrow())
        .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(61));
  }
}
