package dev.rollwave.simulation.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.simulation.Rollout;
import dev.rollwave.simulation.cluster.spec.PodBehaviour;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.Common;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DaemonSetSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Numbers are updated and available, as the controller wrote them; there are three nodes. */
class SimulatedDaemonSetTest {
  private static final Common LOGS = Common.of("ops", "log-agent");
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void replaces_the_pod_of_one_node_after_the_other() {
    Rollout rollout = Rollout.of(DaemonSetSpec.of(LOGS)).restartedAndAfter(LONG);

    assertThat(rollout.numbers())
        .containsExactly("0 3", "0 2", "1 2", "1 3", "1 2", "2 2", "2 3", "2 2", "3 2", "3 3");
    assertThat(rollout.world.podsOf(rollout.ref).outdated()).isEmpty();
  }

  @Test
  void replaces_as_many_at_once_as_may_be_unavailable() {
    Rollout rollout = Rollout.of(new DaemonSetSpec(LOGS, 2, 0, false)).restartedAndAfter(LONG);

    assertThat(rollout.numbers()).containsExactly("0 3", "0 1", "2 1", "2 3", "2 2", "3 2", "3 3");
  }

  @Test
  void a_pod_that_never_gets_ready_stops_the_rollout_at_its_node() {
    Rollout rollout =
        Rollout.of(DaemonSetSpec.of(LOGS.with(new PodBehaviour.NeverReady())))
            .restartedAndAfter(LONG);

    assertThat(rollout.numbers()).containsExactly("0 3", "0 2", "1 2");
  }

  @Test
  void on_delete_replaces_nothing_by_itself() {
    Rollout rollout = Rollout.of(new DaemonSetSpec(LOGS, 1, 0, true)).restartedAndAfter(LONG);

    assertThat(rollout.numbers()).containsExactly("0 3");
  }
}
