package dev.rollwave.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ReceivedEvents;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@OnSharedCluster
class RestartIT {
  private static final RestartMark MARK =
      new RestartMark("run-1", "nightly", "2026-11-21T01:00:00Z");

  private final ReceivedEvents events = new ReceivedEvents();

  private static void await(Callable<Boolean> what) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(what);
  }

  private static Deployment read(KubernetesClient client, WorkloadRef ref) {
    return client.apps().deployments().inNamespace(ref.namespace()).withName(ref.name()).get();
  }

  private static Command.PatchRestart restart(WorkloadRef ref, Deployment seen) {
    return new Command.PatchRestart(
        ref,
        seen.getMetadata().getUid(),
        seen.getMetadata().getResourceVersion(),
        MARK,
        "Relieve the leak",
        Instant.MAX);
  }

  @Test
  void a_restart_adds_its_annotations_keeps_all_others_and_makes_one_new_replica_set(
      TestCluster testCluster, TestNamespace namespace) throws Exception {
    KubernetesClient client = testCluster.client();
    WorkloadRef web = namespace.deployment("web");
    client
        .resource(
            new DeploymentBuilder(Manifests.deployment(namespace, "web", 2))
                .editMetadata()
                .addToAnnotations("team", "checkout")
                .endMetadata()
                .editSpec()
                .editTemplate()
                .editMetadata()
                .addToAnnotations("prometheus.io/scrape", "true")
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build())
        .create();
    Rollouts.awaitAll(client, namespace);
    Deployment before = read(client, web);

    try (KubernetesConnection connection = Connections.to(testCluster.kubeconfig());
        Cluster cluster = Connections.cluster(connection)) {
      cluster.carryOut(restart(web, before), events);
      await(() -> !events.of(Event.RestartAccepted.class).isEmpty());
    }
    Rollouts.awaitAll(client, namespace);

    Deployment after = read(client, web);
    assertThat(after.getMetadata().getAnnotations())
        .containsAllEntriesOf(
            java.util.Map.of(
                "team", "checkout",
                "rollwave.dev/run-id", "run-1",
                "rollwave.dev/plan", "nightly",
                "rollwave.dev/restarted-at", MARK.stamp(),
                "rollwave.dev/reason", "Relieve the leak"));
    assertThat(after.getSpec().getTemplate().getMetadata().getAnnotations())
        .containsOnly(
            java.util.Map.entry("prometheus.io/scrape", "true"),
            java.util.Map.entry("kubectl.kubernetes.io/restartedAt", MARK.stamp()));
    after
        .getSpec()
        .getTemplate()
        .getMetadata()
        .setAnnotations(before.getSpec().getTemplate().getMetadata().getAnnotations());
    assertThat(after.getSpec()).isEqualTo(before.getSpec());
    assertThat(after.getMetadata().getManagedFields())
        .anySatisfy(m -> assertThat(m.getManager()).isEqualTo("rollwave"));
    assertThat(client.apps().replicaSets().inNamespace(namespace.name()).list().getItems())
        .hasSize(2);
  }

  @Test
  void pods_that_do_not_make_it_are_told_with_their_reason_though_no_log_can_be_read(
      TestCluster testCluster, FakeKubelet kubelet, TestNamespace namespace) throws Exception {
    KubernetesClient client = testCluster.client();
    WorkloadRef web = namespace.deployment("web");
    client.resource(Manifests.deployment(namespace, "web", 1)).create();
    Rollouts.awaitAll(client, namespace);
    kubelet.when(Pods.of(web).and(Pods.stamped())).then(PodBehaviour.crashLoopingAtStart());

    try (KubernetesConnection connection = Connections.to(testCluster.kubeconfig());
        Cluster cluster = Connections.cluster(connection)) {
      cluster.carryOut(restart(web, read(client, web)), events);
      await(() -> {
        cluster.carryOut(new Command.InspectPods(web, true, Instant.now()), events);
        return events.of(Event.PodsInspected.class).stream()
            .flatMap(e -> e.pods().newest().stream())
            .flatMap(pod -> pod.containers().stream())
            .anyMatch(c -> c.waitingReason().filter("CrashLoopBackOff"::equals).isPresent());
      });

      // A log that cannot be read says nothing of the API server.
      assertThat(events.of(Event.OutageBegan.class)).isEmpty();
      assertThat(events.of(Event.PodsInspected.class).getLast().pods().outdated())
          .extracting(PodSnapshot::ready)
          .containsExactly(true);
    }
  }
}
