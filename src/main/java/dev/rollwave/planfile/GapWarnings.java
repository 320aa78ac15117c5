package dev.rollwave.planfile;

import static dev.rollwave.planfile.Problems.quoted;

import dev.rollwave.window.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/** Warns of cron times that the clocks of a zone skip when daylight saving begins. */
final class GapWarnings {
  private static final Duration AHEAD = Duration.ofDays(2 * 366);

  /** A schedule that fires again this soon after the gap loses nothing by it. */
  private static final Duration SOON = Duration.ofHours(1);

  private final Problems problems;
  private final Instant now;

  /** Looks at the two years after {@code now}. */
  GapWarnings(Problems problems, Instant now) {
    this.problems = problems;
    this.now = now;
  }

  /** Warns when {@code cron} has a time in one of the coming gaps of {@code zone}. */
  void check(CronSchedule cron, ZoneId zone, Place place) {
    Instant from = now;
    while (true) {
      ZoneOffsetTransition transition = zone.getRules().nextTransition(from);
      if (transition == null || transition.getInstant().isAfter(now.plus(AHEAD))) {
        return;
      }
      from = transition.getInstant();
      Optional<LocalDateTime> skipped = skipped(cron, transition);
      if (skipped.isPresent() && !firesSoonAfter(cron, zone, from)) {
        problems.warn(
            place,
            "the clocks of "
                + zone
                + " skip "
                + skipped.get().toLocalTime()
                + " on "
                + skipped.get().toLocalDate()
                + ", so "
                + quoted(cron.toString())
                + " does not fire then",
            "choose a time outside "
                + transition.getDateTimeBefore().toLocalTime()
                + "-"
                + transition.getDateTimeAfter().toLocalTime()
                + ", or leave it if one night without matters little");
        return;
      }
    }
  }

  // On the clocks of UTC, which skip nothing, the gap is an ordinary hour.
  private static Optional<LocalDateTime> skipped(CronSchedule cron, ZoneOffsetTransition gap) {
    if (!gap.isGap()) {
      return Optional.empty();
    }
    Instant opens = gap.getDateTimeBefore().toInstant(ZoneOffset.UTC);
    Instant closes = gap.getDateTimeAfter().toInstant(ZoneOffset.UTC);
    return cron.next(opens.minusSeconds(1), ZoneOffset.UTC)
        .filter(closes::isAfter)
        .map(instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  private static boolean firesSoonAfter(CronSchedule cron, ZoneId zone, Instant gap) {
    return cron.next(gap.minusSeconds(1), zone)
        .filter(next -> next.isBefore(gap.plus(SOON)))
        .isPresent();
  }
}
