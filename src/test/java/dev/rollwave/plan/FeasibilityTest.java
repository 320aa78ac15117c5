package dev.rollwave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeasibilityTest {
  private static final HealthPolicy UNBOUNDED = HealthPolicy.DEFAULT;
  private static final HealthPolicy HALF_AN_HOUR =
      HealthPolicy.DEFAULT.withTotal(Optional.of(Duration.ofMinutes(30)));
  private static final Optional<Duration> A_POD = Optional.of(Duration.ofSeconds(25));

  @Test
  void pods_that_need_longer_than_the_total_one_after_another_are_told() {
    assertThat(Feasibility.objections(agent(100, 1, 0), HALF_AN_HOUR, A_POD))
        .containsExactly(
            "Too long: 100 pods, one after another and at least 25s each, need 41m40s, and a"
                + " rollout may take 30m in all (health.total).");
  }

  @Test
  void where_more_are_replaced_at_the_same_time_it_takes_less() {
    assertThat(Feasibility.objections(agent(100, 2, 0), HALF_AN_HOUR, A_POD)).isEmpty();
    assertThat(Feasibility.objections(agent(1000, 10, 0), HALF_AN_HOUR, A_POD))
        .containsExactly(
            "Too long: 1000 pods, 10 at the same time and at least 25s each, need 41m40s, and a"
                + " rollout may take 30m in all (health.total).");
  }

  @Test
  void without_a_total_a_rollout_may_take_as_long_as_it_moves() {
    assertThat(Feasibility.objections(agent(100, 1, 60), UNBOUNDED, A_POD)).isEmpty();
  }

  @Test
  void what_each_pod_has_to_be_ready_for_is_known_without_any_measure() {
    assertThat(Feasibility.objections(agent(50, 1, 60), HALF_AN_HOUR, Optional.empty()))
        .containsExactly(
            "Too long: 50 pods, one after another and at least 1m each, need 50m, and a rollout may"
                + " take 30m in all (health.total).");
  }

  @Test
  void a_pod_that_has_to_be_ready_for_as_long_as_the_timeout_is_never_available_in_time() {
    assertThat(Feasibility.objections(agent(3, 1, 599), UNBOUNDED, Optional.empty())).isEmpty();
    assertThat(Feasibility.objections(agent(3, 1, 600), UNBOUNDED, Optional.empty()))
        .containsExactly(
            "Never available in time: each pod has to be Ready for 10m (minReadySeconds), and a"
                + " rollout may stand still for 10m (health.timeout).");
  }

  @Test
  void without_pods_nothing_takes_long() {
    assertThat(Feasibility.objections(agent(0, 1, 7200), HALF_AN_HOUR, A_POD)).isEqualTo(List.of());
  }

  private static DaemonSetSnapshot agent(int nodes, int atOnce, int minReadySeconds) {
    ObjectState object =
        new ObjectState(
            new WorkloadRef(WorkloadKind.DAEMON_SET, "ops", "agent"),
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
        object, nodes, nodes, nodes, nodes, false, minReadySeconds, atOnce, List.of());
  }
}
