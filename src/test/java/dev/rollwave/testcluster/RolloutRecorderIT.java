package dev.rollwave.testcluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.facts.RolloutRecorder;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.workloads.BlindRestart;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The oracle for the order of restarts has to catch a wrong one. */
@OnCluster
class RolloutRecorderIT {
  private static final String STAMP = "2026-01-02T03:04:05Z";

  private KubernetesClient client;
  private TestNamespace namespace;
  private WorkloadRef backend;
  private WorkloadRef frontend;

  @BeforeEach
  void twoDeploymentsOfWhichOneIsSlow(
      TestCluster cluster, FakeKubelet kubelet, TestNamespace fresh) {
    client = cluster.client();
    namespace = fresh;
    backend = namespace.deployment("backend");
    frontend = namespace.deployment("frontend");
    client.resource(Manifests.deployment(namespace, "backend", 1)).create();
    client.resource(Manifests.deployment(namespace, "frontend", 1)).create();
    Rollouts.awaitAll(client, namespace);
    kubelet
        .when(Pods.of(backend).and(Pods.stamped()))
        .then(PodBehaviour.readyAfter(Duration.ofSeconds(1)));
  }

  @Test
  void a_restart_that_does_not_wait_for_its_dependency_is_caught() {
    try (RolloutRecorder recorder = new RolloutRecorder(client, namespace)) {
      BlindRestart.of(client, backend, STAMP);
      BlindRestart.of(client, frontend, STAMP);

      assertThat(recorder.awaitRestart(frontend).resourceVersion())
          .isLessThan(recorder.awaitCompletion(backend).resourceVersion());
    }
  }

  @Test
  void a_restart_that_waits_for_its_dependency_comes_after_it() {
    try (RolloutRecorder recorder = new RolloutRecorder(client, namespace)) {
      BlindRestart.of(client, backend, STAMP);
      recorder.awaitCompletion(backend);
      BlindRestart.of(client, frontend, STAMP);

      assertThat(recorder.awaitRestart(frontend).resourceVersion())
          .isGreaterThan(recorder.awaitCompletion(backend).resourceVersion());
    }
  }
}
