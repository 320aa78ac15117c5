package dev.rollwave.testcluster.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.OnCluster;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.controlplane.AuditLog;
import dev.rollwave.testcluster.controlplane.ControlPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two runners of one plan: the first is stopped with SIGSTOP past its lease and woken when the
 * second has gone on with its run.
 */
@OnCluster
@Order(OnSharedCluster.LONG)
class StoppedHolderIT {
  private static final int ROUNDS = Integer.getInteger("rollwave.stops", 2);
  private static final long SEED = Long.getLong("rollwave.stops.seed", 20261121L);
  private static final int MOST_LANES = 8;

  @Test
  void a_holder_stopped_at_any_instant_and_woken_at_any_other_restarts_and_overwrites_nothing(
      TestCluster cluster, @TempDir Path folder) {
    Random random = new Random(SEED);
    List<Overtaking> rounds =
        IntStream.rangeClosed(1, ROUNDS).mapToObj(n -> Overtaking.drawn(n, random)).toList();
    Instant began = Instant.now();
    try (Lanes lanes = new Lanes(cluster, folder, Math.min(MOST_LANES, ROUNDS))) {
      List<String> plans = lanes.play(rounds, (lane, round) -> round.play(lane));

      System.out.printf(
          "%d holders were stopped and woken, seed %d, in %d s%n",
          plans.size(), SEED, Duration.between(began, Instant.now()).toSeconds());
      cluster
          .controlPlane()
          .map(ControlPlane::auditLog)
          .ifPresent(log -> assertAudited(log, plans));
    }
  }

  private static void assertAudited(AuditLog log, List<String> plans) {
    Awaitility.await("the last requests, recorded")
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> {
          List<EffectiveRestart> restarts = EffectiveRestart.in(log);
          List<AuditedWriting> writings = AuditedWriting.in(log);
          for (String plan : plans) {
            assertRestartedOnceByOneRun(
                restarts.stream().filter(restart -> restart.plan().equals(plan)).toList(), plan);
            List<AuditedWriting> ofPlan =
                writings.stream().filter(it -> it.name().equals("rollwave-" + plan)).toList();
            assertNewerOverOlder(
                ofPlan.stream().filter(it -> it.resource().equals("leases")).toList(), plan);
            assertNewerOverOlder(
                ofPlan.stream().filter(it -> it.resource().equals("configmaps")).toList(), plan);
          }
        });
  }

  private static void assertRestartedOnceByOneRun(List<EffectiveRestart> restarts, String plan) {
    assertThat(restarts)
        .as(plan)
        .hasSize(TwelveWorkloads.COUNT)
        .extracting(EffectiveRestart::workload)
        .doesNotHaveDuplicates();
    assertThat(restarts)
        .extracting(EffectiveRestart::runId)
        .as(plan)
        .containsOnly(restarts.getFirst().runId());
  }

  // The first, then the second, and never the first again.
  private static void assertNewerOverOlder(List<AuditedWriting> writings, String plan) {
    assertThat(writings).extracting(AuditedWriting::writtenAt).as(plan).isSorted();
    List<String> holders = new ArrayList<>();
    for (AuditedWriting writing : writings) {
      if (!writing.holder().isEmpty()
          && (holders.isEmpty() || !holders.getLast().equals(writing.holder()))) {
        holders.add(writing.holder());
      }
    }
    assertThat(holders).as("who wrote of %s", plan).hasSize(2).doesNotHaveDuplicates();
  }
}
