package dev.rollwave.testcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.testcluster.controlplane.Clients;
import dev.rollwave.testcluster.facts.ClusterTruth;
import dev.rollwave.testcluster.facts.Revision;
import dev.rollwave.testcluster.facts.RolloutRecorder;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.workloads.BlindRestart;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnCluster
class ClusterBehaviourIT {
  private static final String STAMP = "2026-01-02T03:04:05Z";

  private KubernetesClient client;
  private ClusterTruth truth;
  private TestNamespace namespace;

  @BeforeEach
  void onFreshNamespace(TestCluster cluster, TestNamespace fresh) {
    client = cluster.client();
    truth = new ClusterTruth(client);
    namespace = fresh;
  }

  @Test
  void a_stamped_deployment_rolls_to_one_new_replica_set() {
    client.resource(Manifests.deployment(namespace, "web", 3)).create();

    assertRollsOnce(namespace.deployment("web"), 3);
  }

  @Test
  void a_stamped_stateful_set_rolls_to_one_new_revision() {
    client.resource(Manifests.statefulSet(namespace, "cache", 2)).create();

    assertRollsOnce(namespace.statefulSet("cache"), 2);
  }

  @Test
  void a_stamped_daemon_set_rolls_to_one_new_revision_on_every_node() {
    client.resource(Manifests.daemonSet(namespace, "spooler")).create();

    assertRollsOnce(namespace.daemonSet("spooler"), 3);
  }

  private void assertRollsOnce(WorkloadRef workload, int pods) {
    Rollouts.awaitAll(client, namespace);
    List<Revision> before = truth.revisions(workload);

    try (RolloutRecorder recorder = new RolloutRecorder(client, namespace)) {
      BlindRestart.of(client, workload, STAMP);
      Rollouts.awaitAll(client, namespace);

      assertThat(truth.newRevisions(workload, before)).hasSize(1);
      assertThat(truth.facts(workload).stamp()).contains(STAMP);
      recorder.awaitCompletion(workload);
      assertThat(recorder.history(workload).getFirst().stamp()).isEmpty();
    }
    assertThat(client.pods().inNamespace(namespace.name()).list().getItems())
        .filteredOn(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .hasSize(pods)
        .allMatch(Pods.of(workload).and(Pods.stamped()));
  }

  @Test
  void a_limited_user_may_do_what_its_role_says_and_no_more(
      TestCluster cluster, @TempDir Path folder) throws IOException {
    LimitedUser user =
        LimitedUser.create(
            cluster,
            namespace,
            "reader",
            new PolicyRuleBuilder()
                .withApiGroups("apps")
                .withResources("deployments")
                .withVerbs("list")
                .build());

    try (KubernetesClient limited = Clients.patient(user.kubeconfigIn(folder), "reader")) {
      Awaitility.await()
          .ignoreException(KubernetesClientException.class)
          .until(() -> limited.apps().deployments().list().getItems().isEmpty());
      assertThatThrownBy(() -> limited.pods().list())
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403));
    }
  }

  @Test
  void workloads_outlive_an_outage_of_the_api_server(TestCluster cluster) throws IOException {
    client.resource(Manifests.deployment(namespace, "web", 1)).create();
    Rollouts.awaitAll(client, namespace);

    cluster.apiServer().pause();
    try (KubernetesClient impatient =
        Clients.impatient(cluster.kubeconfig(), Duration.ofSeconds(1))) {
      assertThatThrownBy(() -> impatient.namespaces().list())
          .isInstanceOf(KubernetesClientException.class);
    } finally {
      cluster.apiServer().resume();
    }
    cluster.apiServer().restart();

    BlindRestart.of(client, namespace.deployment("web"), STAMP);
    Rollouts.awaitAll(client, namespace);
  }

  @Test
  void without_a_controller_manager_nothing_observes_the_generation(TestCluster cluster) {
    WorkloadRef web = namespace.deployment("web");
    client.resource(Manifests.deployment(namespace, "web", 1)).create();
    Rollouts.awaitAll(client, namespace);

    cluster.controllerManager().stop();
    try {
      BlindRestart.of(client, web, STAMP);
      Awaitility.await()
          .during(Duration.ofSeconds(1))
          .until(() -> !Rollouts.isComplete(client, web));
    } finally {
      cluster.controllerManager().start();
    }
    Rollouts.awaitAll(client, namespace);
  }
}
