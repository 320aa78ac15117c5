package dev.rollwave.testcluster.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.facts.ClusterTruth;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.process.PackagedJar;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar meets pods that will not make it. */
@OnSharedCluster
class HaltingRunIT {
  private static final List<String> CHAIN = List.of("one", "two", "three", "four");
  private static final String PLAN =
      """
      apiVersion: rollwave.dev/v1
      kind: RestartPlan
      metadata: {name: chain}
      spec:
        reason: Prove that a run halts
        health: HEALTH
        waves:
          - {name: first, workloads: [{kind: Deployment, namespace: NS, name: one}]}
          - {name: second, workloads: [{kind: Deployment, namespace: NS, name: two}]}
          - {name: third, workloads: [{kind: Deployment, namespace: NS, name: three}]}
          - {name: fourth, workloads: [{kind: Deployment, namespace: NS, name: four}]}
      """;

  private TestCluster cluster;
  private TestNamespace namespace;
  private ClusterTruth truth;

  @BeforeEach
  void aChainOfFourDeployments(TestCluster shared, TestNamespace fresh) {
    cluster = shared;
    namespace = fresh;
    truth = new ClusterTruth(cluster.client());
    CHAIN.forEach(
        name -> cluster.client().resource(Manifests.deployment(namespace, name, 2)).create());
    Rollouts.awaitAll(cluster.client(), namespace);
  }

  @Test
  void a_third_wave_that_never_gets_ready_halts_the_run_and_spares_its_dependents(
      FakeKubelet kubelet, @TempDir Path folder) throws IOException {
    kubelet
        .when(Pods.of(namespace.deployment("three")).and(Pods.stamped()))
        .then(PodBehaviour.neverReady());

    try (JarProcess run = run("{timeout: 8s, soak: 1s}", folder)) {
      assertThat(run.awaitExit(Duration.ofMinutes(2))).as(run::transcript).isEqualTo(1);

      assertThat(run.transcript()).contains("three-" + newestHash("three"));
    }
    assertStamped("one", "two", "three");
    assertUntouched("four");
  }

  @Test
  void a_crash_loop_fails_the_run_with_the_pod_and_the_reason(
      FakeKubelet kubelet, @TempDir Path folder) throws IOException {
    kubelet
        .when(Pods.of(namespace.deployment("one")).and(Pods.stamped()))
        .then(PodBehaviour.crashLoopingAtStart());

    // Long before the timeout: a crash loop is known when its grace time is over.
    try (JarProcess run = run("{timeout: 5m, soak: 1s, grace: 3s}", folder)) {
      assertThat(run.awaitExit(Duration.ofMinutes(1))).as(run::transcript).isEqualTo(1);

      assertThat(run.transcript())
          .contains("one-" + newestHash("one"))
          .contains("CrashLoopBackOff");
    }
    assertStamped("one");
    assertUntouched("two", "three", "four");
  }

  private JarProcess run(String health, Path folder) throws IOException {
    Path plan =
        Files.writeString(
            folder.resolve("plan.yaml"),
            PLAN.replace("NS", namespace.name()).replace("HEALTH", health));
    return PackagedJar.in(folder)
        .start("run", plan.toString(), "--yes", "--kubeconfig", cluster.kubeconfig().toString());
  }

  private String newestHash(String name) {
    String replicaSet = truth.revisions(namespace.deployment(name)).getLast().name();
    return replicaSet.substring(name.length() + 1);
  }

  private void assertStamped(String... names) {
    assertThat(names)
        .allSatisfy(name ->
            assertThat(truth.facts(namespace.deployment(name)).stamp()).as(name).isPresent());
  }

  private void assertUntouched(String... names) {
    assertThat(names)
        .allSatisfy(name ->
            assertThat(truth.facts(namespace.deployment(name)).generation()).as(name).isEqualTo(1));
  }
}
