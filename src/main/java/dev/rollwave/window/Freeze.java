package dev.rollwave.window;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/**
 * A range of whole local days in which no restart starts; it always wins over windows.
 *
 * <p>Where a clock is put back over midnight, it is frozen from the first time that it shows a
 * frozen day to the last.
 *
 * @param name shown to people; not blank
 * @param from first frozen day
 * @param to last frozen day, inclusive; not before {@code from}
 */
public record Freeze(String name, LocalDate from, LocalDate to) {
  public Freeze {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a freeze has a name");
    }
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "a freeze ends on or after the day it begins: " + from + " .. " + to);
    }
  }

  /** The first frozen instant on the clocks of {@code zone}. */
  public Instant begins(ZoneId zone) {
    return from.atStartOfDay(zone).toInstant();
  }

  /** The first instant no longer frozen on the clocks of {@code zone}. */
  public Instant ends(ZoneId zone) {
    ZonedDateTime midnight = to.plusDays(1).atStartOfDay(zone);
    @Nullable ZoneOffsetTransition change =
        zone.getRules().getTransition(midnight.toLocalDateTime());
    boolean putBackIntoFrozenDay =
        change != null
            && change.isOverlap()
            && !change.getDateTimeAfter().toLocalDate().isAfter(to);
    return (putBackIntoFrozenDay ? midnight.withLaterOffsetAtOverlap() : midnight).toInstant();
  }

  /** Whether {@code instant} falls on a frozen day. */
  public boolean covers(Instant instant, ZoneId zone) {
    return !instant.isBefore(begins(zone)) && instant.isBefore(ends(zone));
  }
}
