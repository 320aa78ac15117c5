package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.workloads.Manifests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A DaemonSet that replaces its pods node by node: it moves all the time, and takes long. */
@OnSharedCluster
class SteadyRolloutsIT extends FaultIT {
  private static final String NODES = "steady-node";
  private static final int HOW_MANY = 20;

  private FakeKubelet nodes;

  @BeforeEach
  void growTheCluster() throws IOException {
    nodes = FakeKubelet.ofFurtherNodes(cluster().kubeconfig(), NODES, HOW_MANY);
    nodes.when(_ -> true).then(PodBehaviour.readyAfter(Duration.ofMillis(400)));
    bench().create(Manifests.daemonSetOn(NODES, bench().namespace(), "agent"));
  }

  @AfterEach
  void shrinkTheCluster() {
    bench().client().apps().daemonSets().inNamespace(bench().namespace().name()).delete();
    nodes.leave();
    nodes.close();
  }

  private Path planWith(String health) throws IOException {
    return bench()
        .planOf(
            """
            health: {soak: 0s, %s}
            waves:
              - {name: agents, workloads: [{kind: DaemonSet, namespace: HERE, name: agent}]}
            """
                .formatted(health));
  }

  @Test
  void f32_a_rollout_that_takes_longer_than_its_timeout_and_moves_is_waited_for()
      throws IOException {
    try (HereRun run = bench().begin(planWith("timeout: 4s"))) {
      assertThat(run.awaitExit()).as(run::output).isZero();
      assertThat(run.output()).contains("20 of 20 pods updated and available");
    }
  }

  @Test
  void f32_a_rollout_that_moves_is_not_waited_for_longer_than_its_plan_says_in_all()
      throws IOException {
    try (HereRun run = bench().begin(planWith("timeout: 4s, total: 6s"))) {
      assertThat(run.awaitExit()).as(run::output).isEqualTo(1);
      assertThat(run.output())
          .contains("not healthy within 6s in all (health.total), and no pod more was updated");
    }
  }
}
