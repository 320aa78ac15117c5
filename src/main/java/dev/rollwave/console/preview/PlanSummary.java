package dev.rollwave.console.preview;

import dev.rollwave.console.text.Text;
import dev.rollwave.console.words.Formats;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.window.WindowCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan in one line. */
public final class PlanSummary {
  private static final int DAYS_OF_A_WEEK = 7;
  private static final int MOST_WINDOWS = 3;

  private PlanSummary() {}

  /**
   * Such as {@code nightly: 3 waves, 2 workloads by name, 1 selector; windows every day
   * 01:00-05:00; schedule 30 1 * * * (Europe/Madrid)}.
   */
  public static String of(RestartPlan plan) {
    List<WorkloadSelection> selections =
        plan.waves().stream().map(Wave::workloads).flatMap(List::stream).toList();
    long named = selections.stream().filter(WorkloadSelection.ByName.class::isInstance).count();
    List<String> what = new ArrayList<>();
    what.add(Formats.count(plan.waves().size(), "wave"));
    if (named > 0) {
      what.add(Formats.count((int) named, "workload") + " by name");
    }
    if (named < selections.size()) {
      what.add(Formats.count(selections.size() - (int) named, "selector"));
    }
    List<String> when = when(plan);
    return Text.shown(
        plan.name()
            + ": "
            + String.join(", ", what)
            + "; "
            + String.join("; ", when)
            + (hasTimes(plan) ? " (" + plan.calendar().zone().getId() + ")" : ""));
  }

  private static boolean hasTimes(RestartPlan plan) {
    WindowCalendar calendar = plan.calendar();
    return plan.schedule().isPresent()
        || !calendar.windows().isEmpty()
        || !calendar.freezes().isEmpty();
  }

  private static List<String> when(RestartPlan plan) {
    List<String> when = new ArrayList<>();
    when.add(windows(plan.calendar().windows()));
    int freezes = plan.calendar().freezes().size();
    if (freezes > 0) {
      when.add(Formats.count(freezes, "freeze"));
    }
    plan.schedule().ifPresent(cron -> when.add("schedule " + cron));
    return when;
  }

  private static String windows(List<MaintenanceWindow> windows) {
    if (windows.isEmpty()) {
      return "no windows, so always open";
    }
    if (windows.size() > MOST_WINDOWS) {
      return windows.size() + " windows";
    }
    return (windows.size() == 1 ? "window " : "windows ")
        + windows.stream().map(PlanSummary::window).collect(Collectors.joining(", "));
  }

  private static String window(MaintenanceWindow window) {
    return switch (window) {
      case MaintenanceWindow.Weekly weekly ->
          days(weekly.days()) + " " + weekly.from() + "-" + weekly.to();
      case MaintenanceWindow.Recurring recurring ->
          recurring.cron() + " for " + compact(recurring.duration());
    };
  }

  /** {@code 6h}, {@code 1h30m}: ISO 8601 without its letters in front. */
  private static String compact(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  /** {@code every day}, {@code Mon-Fri}, or the days one by one where they have gaps. */
  private static String days(Set<DayOfWeek> days) {
    if (days.size() == DAYS_OF_A_WEEK) {
      return "every day";
    }
    List<DayOfWeek> sorted = days.stream().sorted().toList();
    boolean isRange =
        sorted.size() > 2
            && sorted.getLast().getValue() - sorted.getFirst().getValue() == sorted.size() - 1;
    return isRange
        ? shortName(sorted.getFirst()) + "-" + shortName(sorted.getLast())
        : sorted.stream().map(PlanSummary::shortName).collect(Collectors.joining("+"));
  }

  private static String shortName(DayOfWeek day) {
    return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }
}
