package dev.rollwave.window;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A calendar by brute force: somebody who sits in front of the clock on the wall and looks up at
 * every tick whether a restart may start.
 */
final class WallClock {
  /** A recurring window whose times can be told from a clock without reading cron. */
  record Recurring(int minute, int hour, Set<DayOfWeek> days, Duration duration) {
    static final int EVERY_HOUR = -1;

    MaintenanceWindow toWindow() {
      String weekdays =
          String.join(",", days.stream().map(day -> "" + day.getValue() % 7).sorted().toList());
      String cron = "%d %s * * %s".formatted(minute, hour == EVERY_HOUR ? "*" : hour, weekdays);
      return new MaintenanceWindow.Recurring(CronSchedule.parse(cron), duration);
    }

    boolean isDue(LocalDateTime reading) {
      return reading.getMinute() == minute
          && (hour == EVERY_HOUR || reading.getHour() == hour)
          && days.contains(reading.getDayOfWeek());
    }
  }

  private final Instant start;
  private final Duration tick;
  private final LocalDateTime[] readings;
  private final boolean[] open;

  WallClock(ZoneId zone, Instant start, Duration tick, int ticks) {
    this.start = start;
    this.tick = tick;
    this.readings = new LocalDateTime[ticks];
    this.open = new boolean[ticks];
    for (int i = 0; i < ticks; i++) {
      readings[i] = LocalDateTime.ofInstant(instant(i), zone);
    }
  }

  void watch(
      List<MaintenanceWindow.Weekly> weekly, List<Recurring> recurring, List<Freeze> freezes) {
    if (weekly.isEmpty() && recurring.isEmpty()) {
      Arrays.fill(open, true);
    }
    weekly.forEach(this::openWeekly);
    recurring.forEach(this::openRecurring);
    freezes.forEach(this::freeze);
  }

  private void openWeekly(MaintenanceWindow.Weekly window) {
    Set<LocalDate> closed = new HashSet<>();
    for (int i = 0; i < readings.length; i++) {
      LocalDate today = readings[i].toLocalDate();
      for (LocalDate day : List.of(today.minusDays(2), today.minusDays(1), today)) {
        LocalDateTime from = day.atTime(window.from());
        LocalDateTime to = day.plusDays(window.crossesMidnight() ? 1 : 0).atTime(window.to());
        if (!readings[i].isBefore(to)) {
          closed.add(day);
        } else if (window.days().contains(day.getDayOfWeek())
            && !readings[i].isBefore(from)
            && !closed.contains(day)) {
          open[i] = true;
        }
      }
    }
  }

  private void openRecurring(Recurring window) {
    Set<LocalDateTime> seen = new HashSet<>();
    for (int i = 0; i < readings.length; i++) {
      boolean shownFirst = seen.add(readings[i]);
      if (window.isDue(readings[i]) && (shownFirst || window.hour == Recurring.EVERY_HOUR)) {
        long lasts = window.duration.dividedBy(tick);
        for (int j = i; j < Math.min(readings.length, i + lasts); j++) {
          open[j] = true;
        }
      }
    }
  }

  private void freeze(Freeze freeze) {
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (int i = 0; i < readings.length; i++) {
      LocalDate today = readings[i].toLocalDate();
      if (!today.isBefore(freeze.from()) && !today.isAfter(freeze.to())) {
        first = Math.min(first, i);
        last = i;
      }
    }
    for (int i = first; i <= last; i++) {
      open[i] = false;
    }
  }

  Instant instant(int i) {
    return start.plus(tick.multipliedBy(i));
  }

  int ticks() {
    return open.length;
  }

  boolean isOpen(int i) {
    return open[i];
  }

  /** The first tick from {@code i} that is not as {@code i} is, or the number of ticks. */
  int changesAfter(int i) {
    int j = i;
    while (j < open.length && open[j] == open[i]) {
      j++;
    }
    return j;
  }

  /** The first tick from {@code i} that is open, or the number of ticks. */
  int opensFrom(int i) {
    int j = i;
    while (j < open.length && !open[j]) {
      j++;
    }
    return j;
  }

  /**
   * The first tick from {@code i} that is closed and not only so while the clock shows again what
   * it has shown before; the number of ticks where that is not seen.
   */
  int stretchEnds(int i) {
    int j = i;
    while (j < open.length) {
      int opens = opensFrom(j);
      if (IntStream.range(j, opens).anyMatch(k -> isNews(k))) {
        return j;
      }
      j = opens == open.length ? opens : changesAfter(opens);
    }
    return j;
  }

  private boolean isNews(int i) {
    // A clock is put back by three hours at most, and once in a while only.
    long ticks = Duration.ofHours(6).dividedBy(tick);
    for (int j = (int) Math.max(0, i - ticks); j < i; j++) {
      if (!readings[j].isBefore(readings[i])) {
        return false;
      }
    }
    return true;
  }
}
