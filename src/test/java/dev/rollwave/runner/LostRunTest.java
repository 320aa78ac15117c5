package dev.rollwave.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LostRunTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String LATELY = "2026-11-21T11:00:00Z";

  @Test
  void a_run_that_restarted_some_of_its_workloads_lately_is_found() {
    assertThat(
            among(
                workload("cart", Optional.of(mark("run-1", LATELY)), 2),
                workload("ads", Optional.empty(), 2)))
        .contains(new LostRun(new dev.rollwave.engine.RunId("run-1"), Instant.parse(LATELY)));
  }

  @Test
  void a_run_that_restarted_all_of_them_is_found_only_while_one_is_not_healthy() {
    WorkloadSnapshot healthy = workload("cart", Optional.of(mark("run-1", LATELY)), 2);
    WorkloadSnapshot rolling = workload("ads", Optional.of(mark("run-1", LATELY)), 1);
    assertThat(among(healthy, rolling)).isPresent();
    assertThat(among(healthy)).isEmpty();
  }

  @Test
  void what_an_older_run_or_another_plan_left_behind_is_no_lost_run() {
    WorkloadSnapshot untouched = workload("ads", Optional.empty(), 2);
    String longAgo = "2026-11-20T11:59:59Z";
    assertThat(among(workload("cart", Optional.of(mark("run-1", longAgo)), 2), untouched))
        .isEmpty();
    RestartMark other = new RestartMark("run-1", "another", LATELY);
    assertThat(among(workload("cart", Optional.of(other), 2), untouched)).isEmpty();
    assertThat(among(untouched)).isEmpty();
  }

  @Test
  void of_two_runs_the_newer_one_is_gone_on_with() {
    assertThat(
            among(
                workload("cart", Optional.of(mark("run-2", LATELY)), 2),
                workload("ads", Optional.of(mark("run-1", "2026-11-21T10:00:00Z")), 2)))
        .map(LostRun::runId)
        .map(Object::toString)
        .contains("run-2");
  }

  private static Optional<LostRun> among(WorkloadSnapshot... targets) {
    WorkloadRef ref = new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "cart");
    RestartPlan plan =
        new RestartPlan(
            "test",
            "because",
            WindowCalendar.ALWAYS,
            Optional.empty(),
            Throttle.NONE,
            FailurePolicy.HALT,
            List.of(
                new Wave(
                    "only",
                    List.of(),
                    Throttle.NONE,
                    Duration.ZERO,
                    HealthPolicy.DEFAULT,
                    List.of(new WorkloadSelection.ByName(ref)),
                    false)));
    return LostRun.among(List.of(targets), plan, NOW);
  }

  private static RestartMark mark(String run, String stamp) {
    return new RestartMark(run, "test", stamp);
  }

  private static WorkloadSnapshot workload(
      String name, Optional<RestartMark> mark, int updatedOfTwo) {
    return new DeploymentSnapshot(
        new ObjectState(
            new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", name),
            "uid",
            "7",
            3,
            3,
            false,
            mark.map(RestartMark::stamp),
            mark,
            "template",
            Optional.empty()),
        2,
        2,
        updatedOfTwo,
        2,
        2,
        false,
        new RollingUpdate(1, 0),
        List.of(),
        0,
        false);
  }
}
