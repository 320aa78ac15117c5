package dev.rollwave.testcluster.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.NodePlayer;
import dev.rollwave.testcluster.OnCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.controlplane.AuditEvent;
import dev.rollwave.testcluster.controlplane.AuditLog;
import dev.rollwave.testcluster.facts.RolloutRecorder;
import dev.rollwave.testcluster.facts.RunCost;
import dev.rollwave.testcluster.facts.WorkloadFacts;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.process.PackagedJar;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.Annotations;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jar restarts many Deployments of three pods each: as many as the system property
 * {@code rollwave.deployments} says, 300 with kwok's nodes under {@code -Pkwok}. An ordinary build
 * plays a few. The witnesses are the cluster's objects and its audit log.
 */
@OnCluster
class LargePlanIT {
  private static final int DEPLOYMENTS = Integer.getInteger("rollwave.deployments", 12);
  private static final long PODS = (long) DEPLOYMENTS * LargePlan.REPLICAS;
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  @Test
  void each_deployment_is_restarted_once_in_its_wave_and_no_more_at_a_time_than_planned(
      TestCluster cluster, TestNamespace namespace, @TempDir Path folder) throws IOException {
    AuditLog log = cluster.ownControlPlane().auditLog();
    LargePlan large = new LargePlan(namespace, DEPLOYMENTS / LargePlan.WAVES.size());
    assertThat(large.all()).as("a multiple of the number of waves").hasSize(DEPLOYMENTS);
    large.manifests().forEach(manifest -> cluster.client().resource(manifest).create());
    Rollouts.awaitAll(cluster.client(), namespace, TIMEOUT);
    assertThat(readyPods(cluster, namespace)).isEqualTo(PODS);
    assertThat(replicaSets(cluster, namespace)).isEqualTo(each(large, 1));

    Instant started = Instant.now();
    try (RolloutRecorder recorder = new RolloutRecorder(cluster.client(), namespace);
        JarProcess run = run(large, cluster, folder)) {
      assertThat(run.awaitExit(TIMEOUT)).as(run::transcript).isZero();
      Duration took = Duration.between(started, Instant.now());

      assertRestartedOnce(large, cluster);
      assertOnePatchEach(large, log);
      RestartSpans spans = RestartSpans.of(large, recorder);
      spans.assertWavesAreInOrder();
      System.out.printf(
          "%d Deployments of %d on %s, nodes of %s: %.1f s; at most %d at a time%n%s",
          DEPLOYMENTS,
          LargePlan.REPLICAS,
          cluster.client().getKubernetesVersion().getGitVersion(),
          NodePlayer.of(System.getenv()),
          took.toMillis() / 1e3,
          spans.assertConcurrencyIsKept(),
          RunCost.of(log, started, DEPLOYMENTS));
    }
    assertThat(readyPods(cluster, namespace)).isEqualTo(PODS);
  }

  private static JarProcess run(LargePlan large, TestCluster cluster, Path folder)
      throws IOException {
    Path plan = Files.writeString(folder.resolve("large.yaml"), large.yaml());
    return PackagedJar.in(folder)
        .start("run", plan.toString(), "--yes", "--kubeconfig", cluster.kubeconfig().toString());
  }

  private static long readyPods(TestCluster cluster, TestNamespace namespace) {
    return cluster.client().pods().inNamespace(namespace.name()).list().getItems().stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(pod ->
            pod.getStatus().getConditions().stream()
                .anyMatch(it -> it.getType().equals("Ready") && it.getStatus().equals("True")))
        .count();
  }

  /** How many each Deployment has, by its name: one for each version of its template. */
  private static Map<String, Long> replicaSets(TestCluster cluster, TestNamespace namespace) {
    return cluster
        .client()
        .apps()
        .replicaSets()
        .inNamespace(namespace.name())
        .list()
        .getItems()
        .stream()
        .flatMap(it -> it.getMetadata().getOwnerReferences().stream())
        .collect(Collectors.groupingBy(OwnerReference::getName, Collectors.counting()));
  }

  private static void assertRestartedOnce(LargePlan large, TestCluster cluster) {
    TestNamespace namespace = large.namespace();
    assertThat(replicaSets(cluster, namespace)).isEqualTo(each(large, 2));
    Map<String, WorkloadFacts> facts =
        cluster
            .client()
            .apps()
            .deployments()
            .inNamespace(namespace.name())
            .list()
            .getItems()
            .stream()
            .collect(Collectors.toMap(it -> it.getMetadata().getName(), WorkloadFacts::of));

    assertThat(facts)
        .hasSize(DEPLOYMENTS)
        .allSatisfy((name, fact) -> {
          assertThat(fact.generation()).as(name).isEqualTo(2);
          assertThat(fact.complete()).as(name).isTrue();
        });
    assertThat(facts.values())
        .extracting(it -> it.marks().get(Annotations.RUN_ID))
        .as("all by one run")
        .doesNotContainNull()
        .containsOnly(facts.values().iterator().next().marks().get(Annotations.RUN_ID));
  }

  private static void assertOnePatchEach(LargePlan large, AuditLog log) {
    // The last request is written a moment after its answer.
    Awaitility.await("the PATCHes, recorded")
        .untilAsserted(() -> assertThat(patches(log, large.namespace())).isEqualTo(each(large, 1)));
  }

  private static Map<String, Long> each(LargePlan large, long number) {
    return large.all().stream().collect(Collectors.toMap(WorkloadRef::name, _ -> number));
  }

  private static Map<String, Long> patches(AuditLog log, TestNamespace namespace) {
    List<AuditEvent> patches =
        log.events(event ->
            event.isRestartOf(namespace.name(), event.target().name()) && !event.isDryRun());
    return patches.stream()
        .map(event -> event.target().name())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
