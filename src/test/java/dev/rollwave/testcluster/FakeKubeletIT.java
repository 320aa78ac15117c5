package dev.rollwave.testcluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.workloads.BlindRestart;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fixture that played its pods wrongly would let wrong code pass. */
@OnCluster
class FakeKubeletIT {
  private static final String STAMP = "2026-01-02T03:04:05Z";

  private KubernetesClient client;
  private TestNamespace namespace;

  @BeforeEach
  void onFreshNamespace(TestCluster cluster, TestNamespace fresh) {
    client = cluster.client();
    namespace = fresh;
  }

  @Test
  void a_rule_for_stamped_pods_leaves_the_old_ones_alone(FakeKubelet kubelet) {
    WorkloadRef web = namespace.deployment("web");
    client.resource(Manifests.deployment(namespace, "web", 3)).create();
    Rollouts.awaitAll(client, namespace);

    kubelet.when(Pods.of(web).and(Pods.stamped())).then(PodBehaviour.crashLoopingAtStart());
    BlindRestart.of(client, web, STAMP);

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
  void a_pod_that_asks_for_cpu_keeps_the_class_that_the_server_gave_it() {
    client
        .resource(
            Manifests.deployment(namespace, "web", 1)
                .edit()
                .editSpec()
                .editTemplate()
                .editSpec()
                .editFirstContainer()
                .withNewResources()
                .addToRequests("cpu", new Quantity("1"))
                .endResources()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build())
        .create();

    Rollouts.awaitAll(client, namespace);

    assertThat(client.pods().inNamespace(namespace.name()).list().getItems())
        .extracting(pod -> pod.getStatus().getQosClass())
        .containsExactly("Burstable");
  }

  @Test
  void a_pod_that_crashes_when_ready_is_restarted_and_crashes_again(FakeKubelet kubelet) {
    kubelet
        .when(Pods.in(namespace))
        .then(PodBehaviour.crashLoopingWhenReady(Duration.ofMillis(300), Duration.ofSeconds(1)));
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
