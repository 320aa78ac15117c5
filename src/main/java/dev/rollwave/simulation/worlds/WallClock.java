package dev.rollwave.simulation.worlds;

import dev.rollwave.window.Freeze;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.window.WindowCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Reads a calendar's windows and freezes off the clock on the wall, as a person would. On purpose
 * it does not use the code by which the engine is told; it knows the cron expressions that worlds
 * have, those of a minute and an hour.
 */
final class WallClock {
  private final WindowCalendar calendar;

  WallClock(WindowCalendar calendar) {
    this.calendar = calendar;
  }

  /** Whether a restart at {@code instant} is outside of every window, or inside a freeze. */
  boolean forbids(Instant instant) {
    ZonedDateTime shown = instant.atZone(calendar.zone());
    return calendar.freezes().stream().anyMatch(freeze -> covers(freeze, shown.toLocalDate()))
        || (!calendar.windows().isEmpty()
            && calendar.windows().stream().noneMatch(window -> isOpen(window, shown)));
  }

  private static boolean covers(Freeze freeze, LocalDate day) {
    return !day.isBefore(freeze.from()) && !day.isAfter(freeze.to());
  }

  private static boolean isOpen(MaintenanceWindow window, ZonedDateTime shown) {
    return switch (window) {
      case MaintenanceWindow.Weekly weekly -> isOpen(weekly, shown.toLocalDateTime());
      case MaintenanceWindow.Recurring recurring -> isOpen(recurring, shown);
    };
  }

  private static boolean isOpen(MaintenanceWindow.Weekly window, LocalDateTime shown) {
    LocalTime time = shown.toLocalTime();
    DayOfWeek today = shown.getDayOfWeek();
    boolean isBegun = !time.isBefore(window.from()) && window.days().contains(today);
    boolean isOver = !time.isBefore(window.to());
    if (window.to().isAfter(window.from())) {
      return isBegun && !isOver;
    }
    return isBegun || (!isOver && window.days().contains(today.minus(1)));
  }

  private static boolean isOpen(MaintenanceWindow.Recurring window, ZonedDateTime shown) {
    List<String> fields = List.of(window.cron().toString().split(" "));
    int minute = Integer.parseInt(fields.get(0));
    int hour = Integer.parseInt(fields.get(1));
    ZonedDateTime at = shown.truncatedTo(ChronoUnit.MINUTES);
    while (Duration.between(at, shown).compareTo(window.duration()) < 0) {
      boolean isShownFirst = at.withEarlierOffsetAtOverlap().isEqual(at);
      if (at.getMinute() == minute && at.getHour() == hour && isShownFirst) {
        return true;
      }
      at = at.minusMinutes(1);
    }
    return false;
  }
}
