package dev.rollwave.testcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnCluster
class TestClusterIT {
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
      stamp(workload);
      Rollouts.awaitAll(client, namespace);

      assertThat(truth.newRevisions(workload, before)).hasSize(1);
      assertThat(truth.facts(workload).stamp()).contains(STAMP);
      Awaitility.await().until(() -> recorder.completed(workload).isPresent());
      assertThat(recorder.history(workload).getFirst().stamp()).isEmpty();
    }
    assertThat(client.pods().inNamespace(namespace.name()).list().getItems())
        .filteredOn(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .hasSize(pods)
        .allMatch(Pods.of(workload).and(Pods.stamped()));
  }

  @Test
  void a_rule_for_stamped_pods_leaves_the_old_ones_alone(FakeKubelet kubelet) {
    WorkloadRef web = namespace.deployment("web");
    client.resource(Manifests.deployment(namespace, "web", 3)).create();
    Rollouts.awaitAll(client, namespace);

    kubelet.when(Pods.of(web).and(Pods.stamped())).then(PodBehaviour.crashLoopingAtStart());
    stamp(web);

    awaitPods("CrashLoopBackOff", 1);
    assertThat(Rollouts.isComplete(client, web)).isFalse();
    assertThat(readyPods()).isEqualTo(3);
    assertThat(client.pods().inNamespace(namespace.name()).list().getItems())
        .filteredOn(Pods.stamped())
        .allSatisfy(pod ->
            assertThat(pod.getStatus().getContainerStatuses().getFirst().getRestartCount())
                .isPositive());

    kubelet.reset();
    Rollouts.awaitAll(client, namespace);
  }

  @Test
  void a_pod_that_crashes_when_ready_is_restarted_and_crashes_again(FakeKubelet kubelet) {
    kubelet
        .when(Pods.in(namespace))
        .then(PodBehaviour.crashLoopingWhenReady(Duration.ofMillis(200)));
    client.resource(Manifests.deployment(namespace, "web", 1)).create();

    Awaitility.await().until(() -> readyPods() == 1);
    awaitPods("CrashLoopBackOff", 1);
    Awaitility.await().until(() -> readyPods() == 1);
  }

  @Test
  void an_image_that_cannot_be_pulled_shows_in_the_pods_waiting_reason(FakeKubelet kubelet) {
    kubelet.when(Pods.labelled("app", "web")).then(PodBehaviour.failingToPull());
    client.resource(Manifests.deployment(namespace, "web", 2)).create();
    client.resource(Manifests.deployment(namespace, "well", 1)).create();

    awaitPods("ImagePullBackOff", 2);
    Awaitility.await().until(() -> readyPods() == 1);
  }

  @Test
  void a_pod_that_flaps_is_ready_and_unready_in_turn_without_a_restart(FakeKubelet kubelet) {
    kubelet
        .when(Pods.in(namespace))
        .then(PodBehaviour.flapping(Duration.ofMillis(400), Duration.ofMillis(400)));
    client.resource(Manifests.deployment(namespace, "web", 1)).create();

    for (int round = 0; round < 2; round++) {
      awaitReadyPods(1);
      awaitReadyPods(0);
    }
    assertThat(client.pods().inNamespace(namespace.name()).list().getItems().getFirst())
        .extracting(pod -> pod.getStatus().getContainerStatuses().getFirst().getRestartCount())
        .isEqualTo(0);
  }

  @Test
  void a_pod_that_hangs_in_deletion_stays_until_it_is_released(FakeKubelet kubelet) {
    FakeKubelet.Withdrawal hanging =
        kubelet.when(Pods.named("cache-0")).then(PodBehaviour.healthy().hangingInDeletion());
    client.resource(Manifests.statefulSet(namespace, "cache", 1)).create();
    Rollouts.awaitAll(client, namespace);
    String uid = cache0Uid();

    client.pods().inNamespace(namespace.name()).withName("cache-0").delete();

    Awaitility.await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(5))
        .until(() -> cache0Uid().equals(uid));
    hanging.withdraw();
    Rollouts.awaitAll(client, namespace);
    Awaitility.await().until(() -> !cache0Uid().equals(uid));
  }

  private String cache0Uid() {
    return client.pods().inNamespace(namespace.name()).list().getItems().stream()
        .map(pod -> pod.getMetadata().getUid())
        .findFirst()
        .orElse("");
  }

  @Test
  void the_audit_log_shows_who_patched_what(TestCluster cluster) {
    AuditLog log = cluster.ownControlPlane().auditLog();
    client.resource(Manifests.deployment(namespace, "web", 1)).create();
    Instant before = Instant.now();

    stamp(namespace.deployment("web"));

    List<AuditEvent> patches =
        Awaitility.await()
            .until(
                () -> log.events(event -> event.isRestartOf(namespace.name(), "web")),
                events -> !events.isEmpty());
    assertThat(patches).hasSize(1);
    AuditEvent patch = patches.getFirst();
    assertThat(patch.code()).isEqualTo(200);
    assertThat(patch.caller()).isEqualTo(new AuditEvent.Caller("admin", "test-fixture"));
    assertThat(patch.received()).isBetween(before, Instant.now());
    assertThat(patch.bodies().request().orElseThrow().toString()).contains(STAMP);
    assertThat(patch.bodies().response().orElseThrow().at("/metadata/generation").asLong())
        .isEqualTo(2);
    assertThat(log.count("test-fixture", before, Instant.now()).mutating()).isEqualTo(1);
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

    stamp(namespace.deployment("web"));
    Rollouts.awaitAll(client, namespace);
  }

  @Test
  void without_a_controller_manager_nothing_observes_the_generation(TestCluster cluster) {
    WorkloadRef web = namespace.deployment("web");
    client.resource(Manifests.deployment(namespace, "web", 1)).create();
    Rollouts.awaitAll(client, namespace);

    cluster.controllerManager().stop();
    try {
      stamp(web);
      Awaitility.await()
          .during(Duration.ofSeconds(1))
          .until(() -> !Rollouts.isComplete(client, web));
    } finally {
      cluster.controllerManager().start();
    }
    Rollouts.awaitAll(client, namespace);
  }

  private void stamp(WorkloadRef workload) {
    String patch =
        """
        {"spec": {"template": {"metadata": {"annotations": {
          "kubectl.kubernetes.io/restartedAt": "%s"}}}}}
        """
            .formatted(STAMP);
    PatchContext strategic = PatchContext.of(PatchType.STRATEGIC_MERGE);
    String name = workload.name();
    switch (workload.kind()) {
      case DEPLOYMENT ->
          client
              .apps()
              .deployments()
              .inNamespace(namespace.name())
              .withName(name)
              .patch(strategic, patch);
      case STATEFUL_SET ->
          client
              .apps()
              .statefulSets()
              .inNamespace(namespace.name())
              .withName(name)
              .patch(strategic, patch);
      case DAEMON_SET ->
          client
              .apps()
              .daemonSets()
              .inNamespace(namespace.name())
              .withName(name)
              .patch(strategic, patch);
    }
  }

  private void awaitPods(String waitingReason, int count) {
    Awaitility.await()
        .until(() ->
            client.pods().inNamespace(namespace.name()).list().getItems().stream()
                    .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                    .filter(status -> status.getState().getWaiting() != null)
                    .filter(
                        status -> status.getState().getWaiting().getReason().equals(waitingReason))
                    .count()
                == count);
  }

  private void awaitReadyPods(int count) {
    Awaitility.await().pollInterval(Duration.ofMillis(50)).until(() -> readyPods() == count);
  }

  private long readyPods() {
    return client.pods().inNamespace(namespace.name()).list().getItems().stream()
        .flatMap(pod -> pod.getStatus().getConditions().stream())
        .filter(condition -> condition.getType().equals("Ready"))
        .filter(condition -> condition.getStatus().equals("True"))
        .count();
  }
}
