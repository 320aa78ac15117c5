package dev.rollwave.kubernetes.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.workload.WorkloadSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a status counts, and how many pods are replaced at the same time. */
class WorkloadCountsTest {
  @Test
  void ready_and_available_pods_of_a_deployment_are_told_apart() {
    WorkloadSnapshot web =
        snapshot(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec:
              replicas: 4
              minReadySeconds: 30
              strategy: {type: Recreate}
              template: {}
            status: {replicas: 4, updatedReplicas: 4, readyReplicas: 3, availableReplicas: 1}
            """);

    assertThat(web.ready()).isEqualTo(3);
    assertThat(web.available()).isEqualTo(1);
    assertThat(web.minReadySeconds()).isEqualTo(30);
    assertThat(web.atOnce()).isEqualTo(4);
  }

  @Test
  void a_daemon_set_counts_by_nodes() {
    WorkloadSnapshot agent =
        snapshot(
            """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: agent, namespace: shop}
            spec:
              minReadySeconds: 15
              updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 10%}}
              template: {}
            status:
              desiredNumberScheduled: 25
              updatedNumberScheduled: 5
              numberReady: 24
              numberAvailable: 23
            """);

    assertThat(agent.replicas()).isEqualTo(25);
    assertThat(agent.ready()).isEqualTo(24);
    assertThat(agent.available()).isEqualTo(23);
    assertThat(agent.minReadySeconds()).isEqualTo(15);
    assertThat(agent.atOnce()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    // maxUnavailable of a StatefulSet of 10 as written, and what it comes to
    "'',                  1",
    "maxUnavailable: 3,   3",
    "maxUnavailable: 25%, 2",
    "maxUnavailable: 5%,  1",
  })
  void a_stateful_set_replaces_one_pod_after_another_unless_it_says_otherwise(
      String written, int atOnce) {
    WorkloadSnapshot db =
        snapshot(
            """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db, namespace: shop}
            spec:
              replicas: 10
              minReadySeconds: 20
              updateStrategy: {type: RollingUpdate, rollingUpdate: {%s}}
              template: {}
            status: {replicas: 10, readyReplicas: 9, availableReplicas: 8}
            """
                .formatted(written));

    assertThat(db.atOnce()).isEqualTo(atOnce);
    assertThat(db.minReadySeconds()).isEqualTo(20);
    assertThat(db.ready()).isEqualTo(9);
  }

  private static WorkloadSnapshot snapshot(String yaml) {
    HasMetadata object = new KubernetesSerialization().unmarshal(yaml);
    return WorkloadSnapshots.of(object);
  }
}
