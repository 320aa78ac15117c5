package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.window.Freeze;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.window.WindowCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Reads a calendar's windows and freezes off the clock on the wall, as a person would. On purpose
 * it does not use the code that the engine asks; it knows the cron expressions that worlds have,
 * those of a minute and an hour.
 */
final class WallClock {
  private final WindowCalendar calendar;
  private final boolean isAlwaysOpen;

  WallClock(WindowCalendar calendar) {
    this.calendar = calendar;
    this.isAlwaysOpen = calendar.windows().isEmpty() && calendar.freezes().isEmpty();
  }

  /** Whether a restart at {@code instant} is outside of every window, or inside a freeze. */
  boolean forbids(Instant instant) {
    if (isAlwaysOpen) {
      return false;
    }
    ZonedDateTime shown = instant.atZone(calendar.zone());
    for (Freeze freeze : calendar.freezes()) {
      if (covers(freeze, shown.toLocalDate())) {
        return true;
      }
    }
    return !calendar.windows().isEmpty() && !isOpen(shown);
  }

  private boolean isOpen(ZonedDateTime shown) {
    for (MaintenanceWindow window : calendar.windows()) {
      if (isOpen(window, shown)) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(Freeze freeze, LocalDate day) {
    return !day.isBefore(freeze.from()) && !day.isAfter(freeze.to());
  }

  private boolean isOpen(MaintenanceWindow window, ZonedDateTime shown) {
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

  // None of these windows is open for a day.
  private boolean isOpen(MaintenanceWindow.Recurring window, ZonedDateTime shown) {
    LocalDate today = shown.toLocalDate();
    return isOpenSince(today, window, shown.toInstant())
        || isOpenSince(today.minusDays(1), window, shown.toInstant());
  }

  private boolean isOpenSince(LocalDate day, MaintenanceWindow.Recurring window, Instant instant) {
    List<String> fields = List.of(window.cron().toString().split(" ", -1));
    LocalDateTime due =
        day.atTime(Integer.parseInt(fields.get(1)), Integer.parseInt(fields.get(0)));
    List<ZoneOffset> offsets = calendar.zone().getRules().getValidOffsets(due);
    if (offsets.isEmpty()) {
      return false;
    }
    Instant opens = due.toInstant(offsets.getFirst());
    return !instant.isBefore(opens) && instant.isBefore(opens.plus(window.duration()));
  }
}
