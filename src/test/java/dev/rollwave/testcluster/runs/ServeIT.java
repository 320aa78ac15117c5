package dev.rollwave.testcluster.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.facts.ClusterTruth;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.process.PackagedJar;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar starts a plan by its schedule, on a real API server and in real time. */
@OnSharedCluster
class ServeIT {
  // Cron knows no less than a minute; the run itself takes a few seconds.
  private static final Duration A_MINUTE_AND_A_RUN = Duration.ofSeconds(100);

  @Test
  void runs_a_plan_at_the_next_full_minute_and_ends_in_order_when_asked(
      TestCluster cluster, TestNamespace shop, @TempDir Path folder) throws IOException {
    cluster.client().resource(Manifests.deployment(shop, "cart", 1)).create();
    Rollouts.awaitAll(cluster.client(), shop);

    try (JarProcess serve =
        PackagedJar.in(folder)
            .start(
                "serve",
                plan(shop, folder).toString(),
                "--kubeconfig",
                cluster.kubeconfig().toString())) {
      Awaitility.await("a run at the next full minute")
          .atMost(A_MINUTE_AND_A_RUN)
          .failFast("serve ended:\n", () -> !serve.isAlive())
          .until(() -> serve.output().contains("served    plan/each-minute  exit=0"));
      serve.terminate();

      assertThat(serve.awaitExit(Duration.ofSeconds(10))).as(serve::transcript).isZero();
      assertThat(serve.output())
          .containsSubsequence(
              "serving   plan/each-minute",
              "starting  plan/each-minute",
              "ended     plan/each-minute  outcome=Done",
              "served    plan/each-minute",
              "stopping  serve",
              "stopped   serve");
    }
    assertThat(new ClusterTruth(cluster.client()).facts(shop.deployment("cart")).stamp())
        .isPresent();
  }

  private static Path plan(TestNamespace shop, Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("each-minute.yaml"),
        """
        apiVersion: rollwave.dev/v1
        kind: RestartPlan
        metadata: {name: each-minute}
        spec:
          reason: See the schedule work
          timeZone: Europe/Madrid
          schedule: "* * * * *"
          health: {timeout: 1m, soak: 1s}
          waves:
            - name: only
              workloads: [{kind: Deployment, namespace: %s, name: cart}]
        """
            .formatted(shop));
  }
}
