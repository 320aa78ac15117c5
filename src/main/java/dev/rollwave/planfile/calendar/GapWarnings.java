package dev.rollwave.planfile.calendar;

import static dev.rollwave.planfile.fields.Problems.quoted;

import dev.rollwave.document.Position;
import dev.rollwave.planfile.fields.Problems;
import dev.rollwave.window.CronSchedule;
import dev.rollwave.window.MaintenanceWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Warns of cron times and windows that the clocks of a zone skip when daylight saving begins. */
public final class GapWarnings {
  private static final Duration AHEAD = Duration.ofDays(2 * 366);

  /** A schedule that fires again this soon after the gap loses nothing by it. */
  private static final Duration SOON = Duration.ofHours(1);

  private final Problems problems;
  private final Instant now;

  /** Looks at the two years after {@code now}. */
  public GapWarnings(Problems problems, Instant now) {
    this.problems = problems;
    this.now = now;
  }

  /** Warns when {@code cron} has a time in one of the coming gaps of {@code zone}. */
  void check(CronSchedule cron, ZoneId zone, Position position) {
    for (ZoneOffsetTransition gap : gaps(zone)) {
      Optional<LocalDateTime> skipped = skipped(cron, gap);
      if (skipped.isPresent() && !firesSoonAfter(cron, zone, gap.getInstant())) {
        problems.warn(
            position,
            skips(zone, skipped.get()) + ", so " + quoted(cron.toString()) + " does not fire then",
            fix("a time", gap));
        return;
      }
    }
  }

  /** Warns when {@code window} would be open during one of the coming gaps only. */
  void check(MaintenanceWindow.Weekly window, ZoneId zone, Position position) {
    for (ZoneOffsetTransition gap : gaps(zone)) {
      Optional<LocalDateTime> skipped = skipped(window, gap);
      if (skipped.isPresent()) {
        problems.warn(
            position,
            skips(zone, skipped.get()) + " and all of the window, which does not open then",
            fix("times", gap));
        return;
      }
    }
  }

  private List<ZoneOffsetTransition> gaps(ZoneId zone) {
    List<ZoneOffsetTransition> gaps = new ArrayList<>();
    Instant end = now.plus(AHEAD);
    @Nullable ZoneOffsetTransition next = zone.getRules().nextTransition(now);
    while (next != null && !next.getInstant().isAfter(end)) {
      if (next.isGap()) {
        gaps.add(next);
      }
      next = zone.getRules().nextTransition(next.getInstant());
    }
    return gaps;
  }

  private static String skips(ZoneId zone, LocalDateTime skipped) {
    return "the clocks of "
        + zone
        + " skip "
        + skipped.toLocalTime()
        + " on "
        + skipped.toLocalDate();
  }

  private static String fix(String what, ZoneOffsetTransition gap) {
    return "choose "
        + what
        + " outside "
        + gap.getDateTimeBefore().toLocalTime()
        + "-"
        + gap.getDateTimeAfter().toLocalTime()
        + ", or leave it if one night without matters little";
  }

  /** When the window would open whose opening and closing both fall into {@code gap}. */
  private static Optional<LocalDateTime> skipped(
      MaintenanceWindow.Weekly window, ZoneOffsetTransition gap) {
    LocalDateTime begins = gap.getDateTimeBefore();
    LocalDateTime ends = gap.getDateTimeAfter();
    return begins
        .toLocalDate()
        .datesUntil(ends.toLocalDate().plusDays(1))
        .filter(day -> window.days().contains(day.getDayOfWeek()))
        .map(day -> day.atTime(window.from()))
        .filter(from -> !from.isBefore(begins) && !closes(window, from).isAfter(ends))
        .findFirst();
  }

  private static LocalDateTime closes(MaintenanceWindow.Weekly window, LocalDateTime from) {
    LocalDate day = window.crossesMidnight() ? from.toLocalDate().plusDays(1) : from.toLocalDate();
    return day.atTime(window.to());
  }

  // On the clocks of UTC, which skip nothing, the gap is an ordinary hour.
  private static Optional<LocalDateTime> skipped(CronSchedule cron, ZoneOffsetTransition gap) {
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
