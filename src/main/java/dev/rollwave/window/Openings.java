package dev.rollwave.window;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** The concrete openings of one maintenance window on the clocks of one zone. */
sealed interface Openings permits WeeklyOpenings, RecurringOpenings {

  static Openings of(MaintenanceWindow window, ZoneId zone) {
    return switch (window) {
      case MaintenanceWindow.Weekly weekly -> new WeeklyOpenings(weekly, zone.getRules());
      case MaintenanceWindow.Recurring recurring -> new RecurringOpenings(recurring, zone);
    };
  }

  /** The latest closing among the openings that contain {@code instant}; empty when none does. */
  Optional<Instant> closesFrom(Instant instant);

  /** The first opening after {@code instant} and not after {@code limit}. */
  Optional<Instant> opensAfter(Instant instant, Instant limit);
}
