package dev.rollwave.window;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** A recurring window as instants: each time of its cron expression opens it for a fixed while. */
record RecurringOpenings(MaintenanceWindow.Recurring window, ZoneId zone) implements Openings {

  @Override
  public Optional<Instant> closesFrom(Instant instant) {
    // All openings last equally long, so that the one that opened last closes last.
    return window
        .cron()
        .lastBetween(instant.minus(window.duration()), instant, zone)
        .map(opened -> opened.plus(window.duration()));
  }

  @Override
  public Optional<Instant> opensAfter(Instant instant, Instant limit) {
    return window.cron().next(instant, zone).filter(opens -> !opens.isAfter(limit));
  }
}
