package dev.rollwave.runner.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.spec.RunId;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.runner.MarkedWorkloads;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnrecordedTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String LATELY = "2026-11-21T11:00:00Z";

  /** A rollout may take 10 minutes, its soak 30 seconds, the cooldown 2 minutes. */
  private static final Duration LONGEST = Duration.ofSeconds(750);

  private static final String JUST_NOW = "2026-11-21T11:47:31Z";

  @Test
  void a_run_of_this_namespace_that_restarted_some_of_its_workloads_lately_is_lost() {
    assertThat(
            among(
                MarkedWorkloads.of("cart", Optional.of(here("run-1", JUST_NOW)), 2),
                MarkedWorkloads.of("ads", Optional.empty(), 2)))
        .isEqualTo(
            new Unrecorded.Lost(
                new MarkedRun(
                    new RunId("run-1"),
                    Optional.of("rollwave"),
                    Instant.parse(JUST_NOW),
                    Instant.parse(JUST_NOW),
                    MarkedWorkloads.ref("cart"),
                    true)));
  }

  @Test
  void a_run_that_restarted_all_of_them_is_lost_only_while_one_is_not_healthy() {
    WorkloadSnapshot healthy = MarkedWorkloads.of("cart", Optional.of(here("run-1", JUST_NOW)), 2);
    WorkloadSnapshot rolling = MarkedWorkloads.of("ads", Optional.of(here("run-1", JUST_NOW)), 1);
    assertThat(among(healthy, rolling)).isInstanceOf(Unrecorded.Lost.class);
    assertThat(among(healthy)).isEqualTo(new Unrecorded.None());
  }

  @Test
  void what_an_older_run_or_another_plan_left_behind_is_no_lost_run() {
    WorkloadSnapshot untouched = MarkedWorkloads.of("ads", Optional.empty(), 2);
    String longAgo = "2026-11-20T11:59:59Z";
    assertThat(among(MarkedWorkloads.of("cart", Optional.of(here("run-1", longAgo)), 2), untouched))
        .isEqualTo(new Unrecorded.None());
    RestartMark other = new RestartMark("run-1", "another", LATELY);
    assertThat(among(MarkedWorkloads.of("cart", Optional.of(other), 2), untouched))
        .isEqualTo(new Unrecorded.None());
    assertThat(among(untouched)).isEqualTo(new Unrecorded.None());
  }

  @Test
  void in_a_plan_with_a_weekly_window_a_run_matters_until_the_opening_after_next_has_closed() {
    RestartPlan saturdays =
        plan(
            new WindowCalendar(
                ZoneOffset.UTC,
                List.of(
                    new MaintenanceWindow.Weekly(
                        EnumSet.of(DayOfWeek.SATURDAY), LocalTime.of(11, 0), LocalTime.of(12, 0))),
                List.of()));
    List<WorkloadSnapshot> twoWeeksAgo =
        List.of(
            MarkedWorkloads.of("cart", Optional.of(here("run-1", "2026-11-07T11:30:00Z")), 2),
            MarkedWorkloads.of("ads", Optional.empty(), 2));

    assertThat(Unrecorded.among(twoWeeksAgo, saturdays, Set.of(), NOW))
        .isInstanceOf(Unrecorded.Lost.class);
    assertThat(Unrecorded.among(twoWeeksAgo, saturdays, Set.of(), NOW.plusSeconds(1)))
        .isEqualTo(new Unrecorded.None());
  }

  @Test
  void a_mark_whose_stamp_is_no_time_tells_of_no_run() {
    assertThat(
            among(
                MarkedWorkloads.of("cart", Optional.of(here("run-1", "by hand")), 2),
                MarkedWorkloads.of("ads", Optional.empty(), 2)))
        .isEqualTo(new Unrecorded.None());
  }

  @Test
  void of_two_runs_the_newer_one_is_gone_on_with() {
    Unrecorded found =
        among(
            MarkedWorkloads.of("cart", Optional.of(here("run-2", LATELY)), 2),
            MarkedWorkloads.of("ads", Optional.of(here("run-1", "2026-11-21T10:00:00Z")), 2));

    assertThat(found)
        .isInstanceOfSatisfying(
            Unrecorded.Lost.class,
            lost -> assertThat(lost.run().runId()).isEqualTo(new RunId("run-2")));
  }

  @Test
  void a_run_of_another_namespace_that_restarted_just_now_may_be_at_work() {
    Unrecorded found =
        among(
            MarkedWorkloads.of("cart", Optional.of(there("run-1", LATELY)), 2),
            MarkedWorkloads.of("ads", Optional.of(there("run-1", JUST_NOW)), 2));

    assertThat(found)
        .isEqualTo(
            new Unrecorded.AtWork(
                new MarkedRun(
                    new RunId("run-1"),
                    Optional.of("laptop"),
                    Instant.parse(LATELY),
                    Instant.parse(JUST_NOW),
                    MarkedWorkloads.ref("ads"),
                    false),
                Instant.parse(JUST_NOW).plus(LONGEST)));
  }

  @Test
  void a_run_that_does_not_say_where_its_record_is_may_be_at_work_too() {
    assertThat(among(MarkedWorkloads.of("cart", Optional.of(mark("run-1", JUST_NOW)), 1)))
        .isInstanceOf(Unrecorded.AtWork.class);
  }

  @Test
  void a_run_that_may_be_at_work_is_seen_behind_a_newer_one_of_this_namespace() {
    assertThat(
            among(
                MarkedWorkloads.of("cart", Optional.of(here("run-2", "2026-11-21T11:59:00Z")), 1),
                MarkedWorkloads.of("ads", Optional.of(there("run-1", JUST_NOW)), 2)))
        .isInstanceOfSatisfying(
            Unrecorded.AtWork.class,
            other -> assertThat(other.run().runId()).isEqualTo(new RunId("run-1")));
  }

  @Test
  void a_stamp_by_a_clock_that_is_ahead_is_of_just_now() {
    assertThat(
            among(
                MarkedWorkloads.of("cart", Optional.of(there("run-1", "2026-11-21T12:04:00Z")), 2)))
        .isInstanceOf(Unrecorded.AtWork.class);
  }

  @Test
  void after_the_longest_time_between_two_restarts_nobody_counts_as_at_work() {
    String before = "2026-11-21T11:47:30Z";
    WorkloadSnapshot untouched = MarkedWorkloads.of("ads", Optional.empty(), 2);

    assertThat(among(MarkedWorkloads.of("cart", Optional.of(there("run-1", before)), 2), untouched))
        .isInstanceOf(Unrecorded.Elsewhere.class);
    assertThat(among(MarkedWorkloads.of("cart", Optional.of(mark("run-1", before)), 2), untouched))
        .isInstanceOf(Unrecorded.Lost.class);
    assertThat(among(MarkedWorkloads.of("cart", Optional.of(there("run-1", before)), 2)))
        .as("all of it is done")
        .isEqualTo(new Unrecorded.None());
  }

  @Test
  void a_run_that_the_record_knows_is_none_of_these() {
    List<WorkloadSnapshot> targets =
        List.of(MarkedWorkloads.of("cart", Optional.of(there("run-1", JUST_NOW)), 1));

    assertThat(Unrecorded.among(targets, PLAN, Set.of(new RunId("run-1")), NOW))
        .isEqualTo(new Unrecorded.None());
  }

  private static final RestartPlan PLAN = plan(WindowCalendar.ALWAYS);

  private static RestartPlan plan(WindowCalendar calendar) {
    return new RestartPlan(
            "test",
            "because",
            calendar,
            Optional.empty(),
            Throttle.NONE,
            FailurePolicy.HALT,
            List.of(
                new Wave(
                    "only",
                    List.of(),
                    Throttle.NONE,
                    Duration.ofMinutes(2),
                    HealthPolicy.DEFAULT,
                    List.of(new WorkloadSelection.ByName(MarkedWorkloads.ref("cart"))),
                    false)))
        .keptIn("rollwave");
  }

  private static Unrecorded among(WorkloadSnapshot... targets) {
    return Unrecorded.among(List.of(targets), PLAN, Set.of(), NOW);
  }

  private static RestartMark mark(String run, String stamp) {
    return new RestartMark(run, "test", stamp);
  }

  private static RestartMark here(String run, String stamp) {
    return new RestartMark(run, "test", stamp, Optional.of("rollwave"));
  }

  private static RestartMark there(String run, String stamp) {
    return new RestartMark(run, "test", stamp, Optional.of("laptop"));
  }
}
