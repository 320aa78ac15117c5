package dev.rollwave.cli.rehearse;

import dev.rollwave.simulation.time.Outage;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Times of day as a person gives them for a rehearsal, on the clocks of the plan's zone: the next
 * such time from the start on.
 */
record RehearsalTimes(Instant start, ZoneId zone) {

  /**
   * The next {@code 01:20}.
   *
   * @throws DateTimeException when {@code text} is no time of day
   */
  Instant next(String text) {
    return next(text, start);
  }

  /**
   * The next {@code 01:10-01:14}, which may go past midnight.
   *
   * @throws DateTimeException when {@code text} is no such interval
   */
  Outage outage(String text) {
    List<String> ends = List.of(text.split("-", -1));
    if (ends.size() != 2) {
      throw new DateTimeException("no interval");
    }
    Instant from = next(ends.getFirst());
    // The same time twice is a whole day.
    return new Outage(from, next(ends.getLast(), from.plusSeconds(1)));
  }

  private Instant next(String text, Instant notBefore) {
    LocalTime time = LocalTime.parse(text);
    ZonedDateTime today = notBefore.atZone(zone).toLocalDate().atTime(time).atZone(zone);
    Instant candidate = today.toInstant();
    return candidate.isBefore(notBefore)
        ? today.toLocalDate().plusDays(1).atTime(time).atZone(zone).toInstant()
        : candidate;
  }
}
