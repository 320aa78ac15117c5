package dev.rollwave.testcluster.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.OnCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.controlplane.AuditLog;
import dev.rollwave.testcluster.controlplane.ControlPlane;
import dev.rollwave.testcluster.facts.ClusterTruth;
import dev.rollwave.testcluster.facts.Revision;
import dev.rollwave.testcluster.facts.RolloutRecorder;
import dev.rollwave.testcluster.facts.RunCost;
import dev.rollwave.testcluster.facts.WorkloadFacts;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.process.PackagedJar;
import dev.rollwave.testcluster.workloads.OnlineBoutique;
import dev.rollwave.testcluster.workloads.TestNamespace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar restarts a real shop on a real API server, as an operator would have it. */
@OnCluster
class OnlineBoutiqueIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(4);
  // Preflight, list, watch, proof of pods and the PATCH: no poll a workload.
  private static final double REQUESTS_PER_WORKLOAD = 12;
  // Written with each wave that moves on, and read at the start; not with each workload.
  private static final double RECORD_REQUESTS_PER_WORKLOAD = 3;

  @Test
  void each_deployment_is_restarted_once_and_after_those_it_calls(
      TestCluster cluster, FakeKubelet kubelet, TestNamespace shop, @TempDir Path folder)
      throws IOException {
    OnlineBoutique.open(cluster.client(), shop);
    // One is slow, so that a caller who does not wait for it is caught.
    kubelet
        .when(Pods.of(shop.deployment("productcatalogservice")).and(Pods.stamped()))
        .then(PodBehaviour.readyAfter(Duration.ofSeconds(4)));
    ClusterTruth truth = new ClusterTruth(cluster.client());
    Map<String, List<Revision>> before = new LinkedHashMap<>();
    services().forEach(name -> before.put(name, truth.revisions(shop.deployment(name))));

    PackagedJar jar = PackagedJar.in(folder);
    Instant started = Instant.now();
    try (RolloutRecorder recorder = new RolloutRecorder(cluster.client(), shop);
        JarProcess run = run(jar, cluster, OnlineBoutique.planFor(shop, folder))) {
      assertThat(run.awaitExit(TIMEOUT)).as(run::transcript).isZero();

      before.forEach((name, known) ->
          assertThat(truth.newRevisions(shop.deployment(name), known)).as(name).hasSize(1));
      OnlineBoutique.calls()
          .forEach((caller, called) -> assertOrder(recorder, shop, caller, called));
    }
    assertThat(folder.resolve("report.json")).isNotEmptyFile();
    cluster
        .controlPlane()
        .map(ControlPlane::auditLog)
        .ifPresent(log -> {
          assertOnePatchEach(log, shop);
          RunCost cost = RunCost.of(log, started, services().size());
          System.out.println("Online Boutique, " + cost);
          assertThat(cost.requestsPerWorkload()).isLessThan(REQUESTS_PER_WORKLOAD);
          assertThat(cost.recordRequestsPerWorkload()).isLessThan(RECORD_REQUESTS_PER_WORKLOAD);
        });
  }

  private static Set<String> services() {
    return OnlineBoutique.calls().keySet();
  }

  private static JarProcess run(PackagedJar jar, TestCluster cluster, Path plan)
      throws IOException {
    return jar.start(
        "run",
        plan.toString(),
        "--yes",
        "--kubeconfig",
        cluster.kubeconfig().toString(),
        "--report",
        jar.folder().resolve("report.json").toString());
  }

  // By the store's own order of changes, and not by any clock.
  private static void assertOrder(
      RolloutRecorder recorder, TestNamespace shop, String caller, List<String> called) {
    WorkloadFacts restarted = recorder.awaitRestart(shop.deployment(caller));
    for (String dependency : called) {
      assertThat(recorder.awaitCompletion(shop.deployment(dependency)).resourceVersion())
          .as("%s is complete before %s is restarted", dependency, caller)
          .isLessThan(restarted.resourceVersion());
    }
  }

  private static void assertOnePatchEach(AuditLog log, TestNamespace shop) {
    assertThat(services())
        .allSatisfy(name ->
            Awaitility.await("the PATCH of " + name + ", recorded")
                .untilAsserted(() ->
                    assertThat(log.events(event -> event.isRestartOf(shop.name(), name)))
                        .as(name)
                        .hasSize(1)));
  }
}
