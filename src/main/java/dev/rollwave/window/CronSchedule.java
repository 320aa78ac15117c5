package dev.rollwave.window;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A five-field cron expression, as in a Kubernetes CronJob; day of month and day of week are joined
 * by <em>or</em> when both are restricted, Sunday is 0 or 7, and {@code @daily} and its kin stand
 * for a whole expression.
 *
 * <p>A local time that the clock skips in spring does not fire that day. One that it shows twice in
 * autumn fires once, the first time, unless the hour field is {@code *}: what is due every hour is
 * due in the repeated one too. (A CronJob fires every time that is shown twice twice.)
 */
public final class CronSchedule {
  /** As far back as {@link #last} looks. */
  private static final Duration LOOK_BACK = Duration.ofDays(9 * 366);

  private final String expression;
  private final boolean everyHour;
  private final boolean eitherDay;
  private final CronTimes times;
  // Only saves time: whoever reads it gets the answer that would be computed.
  private volatile @Nullable CronGap remembered;

  private CronSchedule(String expression, CronFields fields) {
    this.expression = expression;
    this.everyHour = fields.everyHour();
    this.eitherDay = fields.restrictsBothDays();
    this.times = new CronTimes(fields.fields());
  }

  /**
   * Parses {@code expression}.
   *
   * @throws IllegalArgumentException when it is no five-field cron, with what is wrong
   */
  public static CronSchedule parse(String expression) {
    CronSchedule schedule = new CronSchedule(expression, CronFields.parse(expression));
    if (schedule.times.after(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
      throw new IllegalArgumentException("there is no such date; it would never be due");
    }
    return schedule;
  }

  /**
   * Whether day of month and day of week are both restricted, so that it is due on the days that
   * either of them names.
   */
  public boolean isDueOnEitherDay() {
    return eitherDay;
  }

  /**
   * The first time after {@code instant}, exclusive, on the clocks of {@code zone}; empty when
   * there is none.
   */
  public Optional<Instant> next(Instant instant, ZoneId zone) {
    CronGap known = remembered;
    if (known != null && known.tellsNext(instant, zone)) {
      return Optional.of(known.until());
    }
    return computedNext(instant, zone);
  }

  private Optional<Instant> computedNext(Instant instant, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    ZoneOffset offset = rules.getOffset(instant);
    LocalDateTime after = LocalDateTime.ofInstant(instant, offset);
    @Nullable ZoneOffsetTransition change = rules.nextTransition(instant);
    while (true) {
      Optional<LocalDateTime> local = times.after(after);
      if (local.isEmpty()) {
        return Optional.empty();
      }
      Instant candidate = local.get().toInstant(offset);
      if (change != null && !candidate.isBefore(change.getInstant())) {
        // The clock changes first: go on from what it then shows, that time included.
        offset = change.getOffsetAfter();
        after = change.getDateTimeAfter().minusNanos(1);
        change = rules.nextTransition(change.getInstant());
      } else if (everyHour || rules.getValidOffsets(local.get()).getFirst().equals(offset)) {
        return Optional.of(candidate);
      } else {
        after = local.get();
      }
    }
  }

  /**
   * The last time before {@code instant}, exclusive, on the clocks of {@code zone}; empty when
   * there is none in the nine years before.
   */
  public Optional<Instant> last(Instant instant, ZoneId zone) {
    Instant end = instant.minusNanos(1);
    for (Duration back = Duration.ofMinutes(2);
        back.compareTo(LOOK_BACK) < 0;
        back = back.multipliedBy(2)) {
      Optional<Instant> found = lastBetween(end.minus(back), end, zone);
      if (found.isPresent()) {
        return found;
      }
    }
    return lastBetween(end.minus(LOOK_BACK), end, zone);
  }

  /** The last time after {@code start}, exclusive, and not after {@code end}. */
  Optional<Instant> lastBetween(Instant start, Instant end, ZoneId zone) {
    CronGap known = remembered;
    if (known != null && known.tellsLast(start, end, zone)) {
      return known.isDueAfter(start) ? Optional.of(known.since()) : Optional.empty();
    }
    Optional<Instant> last = computedLast(start, end, zone);
    Optional<Instant> next = computedNext(end, zone);
    if (next.isPresent()) {
      remembered = new CronGap(zone, last.orElse(start), last.isPresent(), next.get());
    }
    return last;
  }

  private Optional<Instant> computedLast(Instant start, Instant end, ZoneId zone) {
    Optional<Instant> found = firstBetween(start, end, zone);
    if (found.isEmpty()) {
      return found;
    }
    if (firstBetween(found.get(), end, zone).isEmpty()) {
      // Most windows are open for a shorter time than passes between two openings.
      return found;
    }
    // Times are whole minutes apart: halve what may still hold a later one, down to that.
    Instant none = end;
    while (Duration.between(found.get(), none).compareTo(Duration.ofMinutes(1)) >= 0) {
      Instant middle = found.get().plus(Duration.between(found.get(), none).dividedBy(2));
      Optional<Instant> later = firstBetween(middle, end, zone);
      if (later.isPresent()) {
        found = later;
      } else {
        none = middle;
      }
    }
    return found;
  }

  private Optional<Instant> firstBetween(Instant start, Instant end, ZoneId zone) {
    return next(start, zone).filter(time -> !time.isAfter(end));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CronSchedule that && expression.equals(that.expression);
  }

  @Override
  public int hashCode() {
    return expression.hashCode();
  }

  /** The expression as it was written. */
  @Override
  public String toString() {
    return expression;
  }
}
