package dev.rollwave.window;

import java.time.Instant;
import java.time.ZoneId;

/**
 * A stretch in which a cron expression is not due, remembered since a run asks for the same one
 * with each of its steps.
 *
 * @param zone on whose clocks
 * @param since nothing is due after it
 * @param isDue whether it is due at {@code since} itself
 * @param until it is due at this instant, and not before
 */
record CronGap(ZoneId zone, Instant since, boolean isDue, Instant until) {

  /** Whether this tells what is due next after {@code instant}, exclusive. */
  boolean tellsNext(Instant instant, ZoneId asked) {
    return zone.equals(asked) && !instant.isBefore(since) && instant.isBefore(until);
  }

  /** Whether this tells what was due last after {@code start}, exclusive, and up to {@code end}. */
  boolean tellsLast(Instant start, Instant end, ZoneId asked) {
    return tellsNext(end, asked) && (isDue || !start.isBefore(since));
  }

  /** Whether it is due at {@code since}, and that is after {@code start}. */
  boolean isDueAfter(Instant start) {
    return isDue && since.isAfter(start);
  }
}
