package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection.ByName;
import dev.rollwave.runner.Resolution;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import dev.rollwave.workload.rollout.Eligibility;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreflightTest {
  private static final WorkloadRef AGENT = new WorkloadRef(WorkloadKind.DAEMON_SET, "ops", "agent");

  @Test
  void numbers_that_cannot_work_are_warned_of_before_anything_is_touched() {
    HealthPolicy bounded = HealthPolicy.DEFAULT.withTotal(Optional.of(Duration.ofMinutes(30)));

    assertThat(warnings(agent(100, 900), bounded))
        .satisfiesExactly(
            warning -> assertThat(warning).startsWith("Never available in time:"),
            warning -> assertThat(warning).startsWith("Too long: 100 pods, one after another"));
  }

  @Test
  void numbers_that_can_work_are_not_warned_of() {
    assertThat(warnings(agent(100, 30), HealthPolicy.DEFAULT)).isEmpty();
  }

  private static List<String> warnings(WorkloadSnapshot agent, HealthPolicy health) {
    Wave wave =
        new Wave(
            "all",
            List.of(),
            Throttle.NONE,
            Duration.ZERO,
            health,
            List.of(new ByName(AGENT)),
            false);
    RestartPlan plan =
        new RestartPlan(
            "agents",
            "because",
            WindowCalendar.ALWAYS,
            Optional.empty(),
            Throttle.NONE,
            FailurePolicy.HALT,
            List.of(wave));
    Preflight preflight =
        Preflight.of(plan, new Resolution(Map.of("all", List.of(agent)), List.of()));
    Eligibility eligibility = preflight.eligibilities().get(AGENT);
    assertThat(eligibility).isInstanceOf(Eligibility.Restartable.class);
    return ((Eligibility.Restartable) eligibility).warnings();
  }

  private static WorkloadSnapshot agent(int nodes, int minReadySeconds) {
    ObjectState object =
        new ObjectState(
            AGENT,
            "uid",
            "7",
            1,
            1,
            false,
            Optional.empty(),
            Optional.empty(),
            "t",
            Optional.empty());
    return new DaemonSetSnapshot(
        object, nodes, nodes, nodes, nodes, false, minReadySeconds, 1, List.of());
  }
}
