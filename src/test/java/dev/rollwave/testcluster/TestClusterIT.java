package dev.rollwave.testcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;

@OnCluster
class TestClusterIT {
  @Test
  void workloads_of_all_kinds_roll_out(TestCluster cluster, TestNamespace namespace) {
    KubernetesClient client = cluster.client();
    client.resource(Manifests.deployment(namespace, "web", 3)).create();
    client.resource(Manifests.statefulSet(namespace, "cache", 2)).create();
    client.resource(Manifests.daemonSet(namespace, "spooler")).create();

    Rollouts.awaitAll(client, namespace);

    assertThat(client.pods().inNamespace(namespace.name()).list().getItems())
        .hasSize(8)
        .allSatisfy(pod -> assertThat(pod.getStatus().getPhase()).isEqualTo("Running"));
  }
}
