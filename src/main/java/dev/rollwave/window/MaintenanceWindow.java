package dev.rollwave.window;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;

/** A recurring stretch of local time in which restarts may start. */
public sealed interface MaintenanceWindow {

  /**
   * Opens on each of {@code days} at {@code from} and closes at {@code to}; the next morning when
   * {@code to} is not after {@code from}.
   *
   * @param days the local days on which it opens; not empty
   * @param from local time of opening
   * @param to local time of closing
   */
  record Weekly(Set<DayOfWeek> days, LocalTime from, LocalTime to) implements MaintenanceWindow {
    public Weekly {
      if (days.isEmpty()) {
        throw new IllegalArgumentException("a weekly window opens on at least one day");
      }
      days = java.util.Collections.unmodifiableSet(EnumSet.copyOf(days));
    }

    /** Whether the window closes on the day after the one on which it opened. */
    public boolean crossesMidnight() {
      return !to.isAfter(from);
    }
  }

  /**
   * Opens at each time of a cron expression and stays open for a fixed, elapsed duration.
   *
   * @param cron five-field cron in the plan's zone
   * @param duration elapsed time, positive, at most 7 days
   */
  record Recurring(CronSchedule cron, Duration duration) implements MaintenanceWindow {
    /** Longest duration that a recurring window may have. */
    public static final Duration LONGEST = Duration.ofDays(7);

    public Recurring {
      if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "a window lasts more than nothing and at most 7 days: " + duration);
      }
    }
  }
}
