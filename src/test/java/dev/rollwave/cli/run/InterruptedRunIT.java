package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes at one plan, and one that is asked to end: exit status 5 and 7. */
@OnSharedCluster
class InterruptedRunIT {
  private static final Duration GRACE = Duration.ofSeconds(5);

  @TempDir private Path folder;
  private Workbench bench;
  private TestNamespace namespace;

  @BeforeEach
  void withARolloutThatTakesLong(
      TestCluster cluster, TestNamespace namespace, FakeKubelet kubelet) {
    this.namespace = namespace;
    bench = new Workbench(cluster, namespace, folder);
    bench.create(
        Manifests.deployment(namespace, "slow", 1), Manifests.deployment(namespace, "next", 1));
    kubelet
        .when(Pods.of(namespace.deployment("slow")).and(Pods.stamped()))
        .then(PodBehaviour.neverReady());
  }

  @Test
  void a_second_run_of_the_plan_is_5_and_sigterm_ends_the_first_soon_with_7_and_its_books_closed()
      throws IOException {
    Path plan =
        bench.plan(
            "busy",
            """
            reason: a test
            health: {soak: 0s}
            waves:
              - name: slow
                workloads: [{kind: Deployment, namespace: HERE, name: slow}]
              - name: next
                workloads: [{kind: Deployment, namespace: HERE, name: next}]
            """);
    Path file = folder.resolve("report.json");

    try (JarProcess first = bench.run(plan, "--report", file.toString())) {
      Awaitility.await()
          .atMost(Workbench.TIMEOUT)
          .until(() -> first.output().contains(" restarted "));
      Lease held = lease();
      try (JarProcess second = bench.run(plan)) {
        assertThat(second.awaitExit(Workbench.TIMEOUT)).as(second::transcript).isEqualTo(5);
        assertThat(second.errors())
            .contains(held.getSpec().getHolderIdentity())
            .contains("since " + held.getSpec().getAcquireTime().toInstant());
      }
      assertThat(first.isAlive()).isTrue();

      first.terminate();
      assertThat(first.awaitExit(GRACE)).as(first::transcript).isEqualTo(7);
      assertThat(first.output().strip()).endsWith("exit 7: " + ExitStatus.INTERRUPTED.meaning());
    }

    JsonNode report = new ObjectMapper().readTree(file.toFile());
    assertThat(report.path("exitStatus").asInt()).isEqualTo(7);
    assertThat(report.path("counts").path("unproven").asInt()).isEqualTo(1);
    assertThat(report.path("counts").path("left").asInt()).isEqualTo(1);
    assertThat(lease().getSpec().getHolderIdentity()).isNullOrEmpty();
    assertThat(bench.truth().facts(namespace.deployment("next")).stamp()).isEmpty();
  }

  private Lease lease() {
    return bench
        .cluster()
        .client()
        .leases()
        .inNamespace(namespace.name())
        .withName("rollwave-busy")
        .require();
  }
}
