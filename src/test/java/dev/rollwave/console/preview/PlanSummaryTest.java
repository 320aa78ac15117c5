package dev.rollwave.console.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.plan.WorkloadSelection.ByName;
import dev.rollwave.plan.WorkloadSelection.BySelector;
import dev.rollwave.window.CronSchedule;
import dev.rollwave.window.Freeze;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.window.MaintenanceWindow.Recurring;
import dev.rollwave.window.MaintenanceWindow.Weekly;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.label.LabelSelector;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanSummaryTest {
  private static final WorkloadSelection NAMED =
      new ByName(new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "cart"));
  private static final WorkloadSelection SELECTED =
      new BySelector(WorkloadKind.DEPLOYMENT, "shop", LabelSelector.of("tier=backend"));

  @Test
  void everything_is_said_in_one_line() {
    WindowCalendar calendar =
        calendar(
            List.of(
                weekly(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)),
                weekly(EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.SATURDAY)),
                new Recurring(CronSchedule.parse("0 22 * * 6"), Duration.ofMinutes(90))));

    assertThat(
            PlanSummary.of(
                plan(calendar, Optional.of(CronSchedule.parse("30 1 * * *")), NAMED, SELECTED)))
        .isEqualTo(
            "nightly: 1 wave, 1 workload by name, 1 selector;"
                + " windows Mon-Fri 23:00-05:00, Mon+Sat 23:00-05:00, 0 22 * * 6 for 1h30m;"
                + " 1 freeze; schedule 30 1 * * * (Europe/Madrid)");
  }

  @Test
  void what_a_plan_does_not_have_is_not_counted() {
    assertThat(PlanSummary.of(plan(WindowCalendar.ALWAYS, Optional.empty(), SELECTED)))
        .isEqualTo("nightly: 1 wave, 1 selector; no windows, so always open");
  }

  @Test
  void many_windows_are_only_counted() {
    WindowCalendar calendar =
        calendar(
            List.of(
                weekly(EnumSet.of(DayOfWeek.MONDAY)),
                weekly(EnumSet.of(DayOfWeek.TUESDAY)),
                weekly(EnumSet.of(DayOfWeek.FRIDAY)),
                weekly(EnumSet.allOf(DayOfWeek.class))));

    assertThat(PlanSummary.of(plan(calendar, Optional.empty(), NAMED))).contains("; 4 windows;");
  }

  @Test
  void a_window_on_all_days_is_every_day() {
    WindowCalendar calendar = calendar(List.of(weekly(EnumSet.allOf(DayOfWeek.class))));

    assertThat(PlanSummary.of(plan(calendar, Optional.empty(), NAMED)))
        .contains("; window every day 23:00-05:00;");
  }

  private static MaintenanceWindow weekly(Set<DayOfWeek> days) {
    return new Weekly(days, LocalTime.of(23, 0), LocalTime.of(5, 0));
  }

  private static WindowCalendar calendar(List<MaintenanceWindow> windows) {
    LocalDate day = LocalDate.of(2026, 11, 27);
    return new WindowCalendar(
        ZoneId.of("Europe/Madrid"), windows, List.of(new Freeze("Black Friday", day, day)));
  }

  private static RestartPlan plan(
      WindowCalendar calendar, Optional<CronSchedule> schedule, WorkloadSelection... workloads) {
    return new RestartPlan(
        "nightly",
        "Relieve the leak",
        calendar,
        schedule,
        Throttle.NONE,
        FailurePolicy.HALT,
        List.of(
            new Wave(
                "only",
                List.of(),
                Throttle.NONE,
                Duration.ZERO,
                HealthPolicy.DEFAULT,
                List.of(workloads),
                false)));
  }
}
