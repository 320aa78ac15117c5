package dev.rollwave.kubernetes.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Reads {@code Retry-After}, which is a number of seconds or a date.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, section 10.2.3</a>
 */
final class RetryAfter {
  private RetryAfter() {}

  /**
   * How long to wait; zero for a date that has passed, empty for what is neither.
   *
   * @param date the header of that name, the clock that a date is meant by; without it ours counts
   */
  static Optional<Duration> read(Optional<String> retryAfter, Optional<String> date) {
    Optional<String> text = retryAfter.map(String::strip);
    if (text.filter(it -> it.matches("\\d{1,6}")).isPresent()) {
      return text.map(it -> Duration.ofSeconds(Long.parseLong(it)));
    }
    return text.flatMap(RetryAfter::instant)
        .map(at -> Duration.between(date.flatMap(RetryAfter::instant).orElseGet(Instant::now), at))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
