package dev.rollwave.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StampsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T01:02:03.987654321Z");

  @Test
  void a_stamp_is_utc_in_whole_seconds() {
    assertThat(Stamps.next(Optional.empty(), NOW)).isEqualTo("2026-11-21T01:02:03Z");
  }

  @Test
  void a_stamp_on_the_full_minute_still_shows_its_seconds() {
    assertThat(Stamps.next(Optional.empty(), Instant.parse("2026-11-21T01:00:00Z")))
        .isEqualTo("2026-11-21T01:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T01:02:03Z,            2026-11-21T01:02:03Z",
    "2026-11-21T01:02:02Z,            2026-11-21T01:02:03Z",
    "2026-11-21T01:02:03Z,            2026-11-21T01:02:04Z",
    "2026-11-21T01:02:03.999Z,        2026-11-21T01:02:04Z",
    "2026-11-21T02:02:03+01:00,       2026-11-21T01:02:04Z",
    "2026-11-21T01:07:03Z,            2026-11-21T01:07:04Z",
    "2027-11-20T00:00:00Z,            2027-11-20T00:00:01Z",
  })
  void a_stamp_is_later_than_the_one_it_replaces(String previous, String next) {
    assertThat(Stamps.next(Optional.of(previous), NOW)).isEqualTo(next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "1732150923", "2026-13-21T01:02:03Z", "2026-11-21T25:00:00Z"})
  void a_previous_stamp_that_is_garbage_is_ignored(String garbage) {
    assertThat(Stamps.instantOf(garbage)).isEmpty();
    assertThat(Stamps.next(Optional.of(garbage), NOW)).isEqualTo("2026-11-21T01:02:03Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2099-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2027-11-22T01:02:04Z"})
  void a_previous_stamp_of_a_clock_gone_wrong_is_not_followed(String absurd) {
    assertThat(Stamps.next(Optional.of(absurd), NOW)).isEqualTo("2026-11-21T01:02:03Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-05-01T08:11:12Z                                     | 2024-05-01T08:11:12Z",
        "2024-05-01t08:11:12z                                     | 2024-05-01T08:11:12Z",
        "2024-05-01T10:11:12+02:00                                | 2024-05-01T08:11:12Z",
        "2024-05-01T03:41:12.123456789-04:30                      | 2024-05-01T08:11:12.123456789Z",
        "2024-05-01 10:11:12.123456789 +0200 CEST m=+0.000        | 2024-05-01T08:11:12.123456789Z",
        "2024-05-01 10:11:12.5 +0200 CEST m=+3600.123456789       | 2024-05-01T08:11:12.500Z",
        "2024-05-01 05:11:12 -0300 -03                            | 2024-05-01T08:11:12Z",
        "2024-05-01 08:11:12 +0000 UTC                            | 2024-05-01T08:11:12Z",
        "2024-05-01T08:11:12                                      | 2024-05-01T08:11:12Z",
        "2024-05-01 08:11:12.25                                   | 2024-05-01T08:11:12.250Z",
      })
  void a_stamp_is_read_whoever_wrote_it(String written, Instant meant) {
    assertThat(Stamps.instantOf(written)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T01:02:04Z, true",
    "2026-11-21T01:02:03Z, false",
    "2026-11-21T01:02:02Z, false",
    "2099-01-01T00:00:00Z, false",
    "some day,             false",
  })
  void a_stamp_is_later_only_when_it_can_be_read_and_believed(String found, boolean later) {
    assertThat(Stamps.isLater(found, "2026-11-21T01:02:03Z")).isEqualTo(later);
  }
}
