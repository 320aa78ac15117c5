package dev.rollwave.console.report;

import dev.rollwave.console.words.Formats;
import dev.rollwave.window.Freeze;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.window.MaintenanceWindow.Recurring;
import dev.rollwave.window.MaintenanceWindow.Weekly;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.stream.Collectors;

/** Windows and freezes as a person says them. */
final class WindowWords {
  private WindowWords() {}

  /** {@code Mon, Tue 23:00 to 05:00} or {@code cron 0 22 * * 6 for 6h00m}. */
  static String of(MaintenanceWindow window) {
    return switch (window) {
      case Weekly weekly ->
          weekly.days().stream()
                  .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                  .collect(Collectors.joining(", "))
              + " "
              + weekly.from()
              + " to "
              + weekly.to();
      case Recurring recurring ->
          "cron " + recurring.cron() + " for " + Formats.duration(recurring.duration());
    };
  }

  /** {@code Black Friday 2026-11-26 to 2026-11-30}, both days included. */
  static String of(Freeze freeze) {
    return freeze.name() + " " + freeze.from() + " to " + freeze.to();
  }
}
