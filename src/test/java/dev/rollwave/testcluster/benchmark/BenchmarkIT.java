package dev.rollwave.testcluster.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.OnCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.process.PackagedJar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks, on few Deployments: that they measure, and not what comes out. */
@OnCluster
class BenchmarkIT {
  private static RollwaveRun jar(Path folder) throws IOException {
    return new RollwaveRun("the jar", PackagedJar.in(folder).command());
  }

  @Test
  void kubectl_and_a_run_restart_the_same_deployments_in_turn(
      TestCluster cluster, @TempDir Path folder) throws Exception {
    KubectlLoop kubectl = new KubectlLoop(cluster.ownControlPlane().kubectl());
    RollwaveRun run = jar(folder);
    Map<String, String> environment =
        Map.of("KUBECONFIG", cluster.kubeconfig().toString(), "HOME", folder.toString());
    Comparison comparison =
        new Comparison(
            List.of(kubectl, run),
            cluster.ownControlPlane().auditLog(),
            new Stopwatch(environment, folder),
            _ -> {});
    Task task = new Task(ManyDeployments.create(cluster.client(), 4, 0), 2);

    Map<Contestant, List<Measure>> measures = comparison.play(task, 2);

    assertThat(task.deployments().generations())
        .hasSize(4)
        .allSatisfy((name, generation) -> assertThat(generation).as(name).isEqualTo(5));
    assertThat(measures).containsOnlyKeys(kubectl, run);
    assertThat(measures.values())
        .allSatisfy(its ->
            assertThat(its)
                .hasSize(2)
                .allSatisfy(measure -> {
                  assertThat(measure.wall()).isPositive();
                  assertThat(measure.cpu()).isPositive();
                  assertThat(measure.requests()).as("at least the PATCH").isGreaterThan(1);
                }));
  }

  @Test
  void each_slot_that_was_used_again_is_told_from_its_line_to_its_patch(
      TestCluster cluster, @TempDir Path folder) throws Exception {
    Task task = new Task(ManyDeployments.create(cluster.client(), 6, 0), 2);

    List<SlotUse> uses = EventToPatch.watched(task, jar(folder), cluster.kubeconfig(), folder);

    assertThat(uses)
        .as("the first two restarts wait for no slot")
        .hasSize(4)
        .allSatisfy(use -> {
          assertThat(use.untilAsked()).isPositive();
          assertThat(use.atServer()).isPositive();
          assertThat(use.afterAnswer()).isPositive();
          assertThat(use.whole()).isGreaterThan(use.own()).isLessThan(Duration.ofSeconds(30));
        });
  }
}
