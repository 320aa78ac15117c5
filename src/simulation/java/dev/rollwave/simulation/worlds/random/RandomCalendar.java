package dev.rollwave.simulation.worlds.random;

import dev.rollwave.window.CronSchedule;
import dev.rollwave.window.Freeze;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.window.MaintenanceWindow.Recurring;
import dev.rollwave.window.MaintenanceWindow.Weekly;
import dev.rollwave.window.WindowCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Draws when a run begins, and windows and freezes around that. */
final class RandomCalendar {
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneOffset.UTC,
          ZoneId.of("Europe/Madrid"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Asia/Kolkata"));

  // An ordinary night; the nights in which Madrid and New York change their clocks; a year's end.
  private static final List<Instant> NIGHTS =
      List.of(
          Instant.parse("2026-11-20T01:00:00Z"),
          Instant.parse("2026-10-25T00:50:00Z"),
          Instant.parse("2026-03-29T00:50:00Z"),
          Instant.parse("2026-11-01T05:50:00Z"),
          Instant.parse("2026-03-08T06:50:00Z"),
          Instant.parse("2026-12-31T23:50:00Z"));

  private static final int HALF_A_DAY = 12 * 60 * 60;

  // To parse one takes longer than to draw all the rest of a plan.
  private static final Map<String, CronSchedule> DAILY = new ConcurrentHashMap<>();

  private final Dice dice;
  private final Instant start;
  private ZoneId zone;

  RandomCalendar(Dice dice) {
    this.dice = dice;
    this.start = dice.oneOf(NIGHTS).plus(dice.secondsBelow(1200));
    this.zone = dice.oneOf(ZONES);
  }

  Instant start() {
    return start;
  }

  WindowCalendar calendar() {
    if (dice.chance(70)) {
      return WindowCalendar.ALWAYS;
    }
    List<Freeze> freezes = dice.chance(25) ? List.of(freeze()) : List.of();
    List<MaintenanceWindow> windows = new ArrayList<>();
    int count = dice.chance(80) ? dice.between(1, 3) : 0;
    for (int i = 0; i < count; i++) {
      windows.add(dice.chance(60) ? weekly() : recurring());
    }
    return new WindowCalendar(zone, windows, freezes);
  }

  private MaintenanceWindow weekly() {
    ZonedDateTime opens = start.minus(dice.secondsBelow(7200)).atZone(zone);
    ZonedDateTime closes = start.plus(dice.secondsBelow(1800)).atZone(zone);
    return new Weekly(
        EnumSet.allOf(DayOfWeek.class),
        opens.toLocalTime().withSecond(0),
        closes.toLocalTime().withNano(0).plusSeconds(20));
  }

  private MaintenanceWindow recurring() {
    ZonedDateTime opens = start.minus(dice.secondsBelow(3600)).atZone(zone);
    return new Recurring(
        daily(opens.getHour(), opens.getMinute()), Duration.ofSeconds(dice.between(60, 7200)));
  }

  private static CronSchedule daily(int hour, int minute) {
    return DAILY.computeIfAbsent(minute + " " + hour + " * * *", CronSchedule::parse);
  }

  private Freeze freeze() {
    if (dice.chance(50)) {
      return comingUp();
    }
    LocalDate first = start.atZone(zone).toLocalDate().plusDays(dice.between(0, 2));
    return new Freeze("quiet days", first, first.plusDays(dice.below(3)));
  }

  // Where it is midnight a few minutes after the start.
  private Freeze comingUp() {
    int late =
        start.plus(dice.secondsBelow(300)).atZone(ZoneOffset.UTC).toLocalTime().toSecondOfDay();
    zone = ZoneOffset.ofTotalSeconds(late <= HALF_A_DAY ? -late : 2 * HALF_A_DAY - late);
    LocalDate first = start.atZone(zone).toLocalDate().plusDays(1);
    return new Freeze("quiet days", first, first.plusDays(dice.below(3)));
  }
}
