package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.testcluster.LimitedUser;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.kubelet.Scene;
import dev.rollwave.testcluster.kubelet.Scene.Containers;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Pods in trouble, or that may not even be created: how long that may last, and what is told. */
@OnSharedCluster
@Order(OnSharedCluster.LONG)
class PodTroubleIT extends FaultIT {
  private static final String NODE = "fake-node-0";

  private WorkloadRef cache() {
    return bench().namespace().statefulSet("cache");
  }

  private HereRun restart(String kind, String name, String health) throws IOException {
    return bench().begin(plan(kind, name, health));
  }

  private Path plan(String kind, String name, String health) throws IOException {
    return bench()
        .planOf(
            """
            health: {%s}
            waves:
              - {name: only, workloads: [{kind: %s, namespace: HERE, name: %s}]}
            """
                .formatted(health, kind, name));
  }

  private static void assertExits(HereRun run, int status) {
    assertThat(run.awaitExit()).as(run::output).isEqualTo(status);
  }

  private void createTiedTo(String label) {
    bench()
        .create(
            new StatefulSetBuilder(Manifests.statefulSet(bench().namespace(), "cache", 1))
                .editSpec()
                .editTemplate()
                .editSpec()
                .addToNodeSelector(label, "yes")
                .endSpec()
                .endTemplate()
                .endSpec()
                .build());
  }

  private void mark(String label, boolean isThere) {
    bench()
        .client()
        .nodes()
        .withName(NODE)
        .edit(node ->
            isThere
                ? new NodeBuilder(node)
                    .editMetadata()
                    .addToLabels(label, "yes")
                    .endMetadata()
                    .build()
                : new NodeBuilder(node)
                    .editMetadata()
                    .removeFromLabels(label)
                    .endMetadata()
                    .build());
  }

  @Test
  void an_image_that_comes_late_fails_nothing() throws IOException {
    bench().create(Manifests.statefulSet(bench().namespace(), "cache", 1));
    kubelet()
        .when(Pods.of(cache()).and(Pods.stamped()))
        .then(
            PodBehaviour.once(
                new Scene(Duration.ZERO, Containers.CONTAINER_CREATING),
                new Scene(Duration.ofMillis(300), Containers.ERR_IMAGE_PULL),
                new Scene(Duration.ofMillis(300), Containers.IMAGE_PULL_BACK_OFF),
                new Scene(Duration.ofSeconds(9), Containers.READY)));

    try (HereRun run = restart("StatefulSet", "cache", "timeout: 40s, soak: 0s, grace: 3s")) {
      assertExits(run, 0);
    }
  }

  @Test
  void a_node_that_comes_late_fails_nothing() throws IOException, InterruptedException {
    String label = "test/" + bench().namespace();
    mark(label, true);
    try {
      createTiedTo(label);
      mark(label, false);
      try (HereRun run = restart("StatefulSet", "cache", "timeout: 40s, soak: 0s, grace: 3s")) {
        assertThat(run.endsWithin(Duration.ofSeconds(10))).as(run::output).isFalse();
        mark(label, true);
        assertExits(run, 0);
      }
    } finally {
      mark(label, false);
    }
  }

  @Test
  void where_no_node_comes_it_is_told_what_would_help_and_not_to_delete_the_pod()
      throws IOException {
    String label = "test/" + bench().namespace();
    mark(label, true);
    try {
      createTiedTo(label);
    } finally {
      mark(label, false);
    }

    try (HereRun run =
        restart("StatefulSet", "cache", "timeout: 40s, soak: 0s, pendingGrace: 2s")) {
      assertExits(run, 1);
      assertThat(run.output())
          .contains("Unschedulable", "add a node, or lower what it asks for")
          .contains("kubectl describe pod cache-0 -n " + bench().namespace())
          .doesNotContain("kubectl delete pod");
    }
  }

  @Test
  void a_container_that_crashed_twice_and_is_still_starting_fails_nothing() throws IOException {
    bench().create(Manifests.deployment(bench().namespace(), "one", 1));
    kubelet()
        .when(Pods.of(bench().one()).and(Pods.stamped()))
        .then(
            PodBehaviour.once(
                new Scene(Duration.ZERO, Containers.UNREADY),
                new Scene(Duration.ofMillis(200), Containers.ERROR),
                new Scene(Duration.ofMillis(200), Containers.UNREADY),
                new Scene(Duration.ofMillis(200), Containers.ERROR),
                new Scene(Duration.ofMillis(200), Containers.UNREADY),
                new Scene(Duration.ofSeconds(12), Containers.READY)));

    try (HereRun run = restart("Deployment", "one", "timeout: 40s, soak: 0s, grace: 4s")) {
      assertExits(run, 0);
    }
  }

  @Test
  void a_stateful_set_whose_pods_a_quota_forbids_is_told_with_what_the_quota_says()
      throws IOException {
    bench().create(Manifests.statefulSet(bench().namespace(), "cache", 2));
    allowPods(1);

    try (HereRun run = restart("StatefulSet", "cache", "timeout: 8s, soak: 0s")) {
      assertExits(run, 1);
      assertThat(run.output())
          .contains("HealthTimeout", "warning FailedCreate of StatefulSet cache")
          .contains("exceeded quota: full");
    }
  }

  /** The pods of a Deployment are made by its ReplicaSet, which is what the Events are about. */
  @Test
  void a_deployment_whose_pods_a_quota_forbids_is_told_with_what_its_replica_set_was_told()
      throws IOException {
    bench().create(Manifests.deployment(bench().namespace(), "one", 1));
    allowPods(1);

    try (HereRun run = restart("Deployment", "one", "timeout: 6s, soak: 0s")) {
      assertExits(run, 1);
      assertThat(run.output())
          .containsPattern("warning FailedCreate of ReplicaSet one-[0-9a-f]+")
          .contains("exceeded quota: full");
    }
  }

  @Test
  void a_deployment_whose_pods_pod_security_forbids_is_told_with_what_its_replica_set_was_told()
      throws IOException {
    bench().create(Manifests.deployment(bench().namespace(), "one", 1));
    enforceRestricted();

    try (HereRun run = restart("Deployment", "one", "timeout: 6s, soak: 0s")) {
      assertExits(run, 1);
      assertThat(run.output())
          .containsPattern("warning FailedCreate of ReplicaSet one-[0-9a-f]+")
          .contains("violates PodSecurity");
    }
  }

  @Test
  void a_daemon_set_whose_pods_pod_security_forbids_is_told_with_what_it_says() throws IOException {
    bench().create(Manifests.daemonSet(bench().namespace(), "agent"));
    enforceRestricted();

    try (HereRun run = restart("DaemonSet", "agent", "timeout: 8s, soak: 0s")) {
      assertExits(run, 1);
      assertThat(run.output())
          .contains("HealthTimeout", "warning FailedCreate of DaemonSet agent")
          .contains("violates PodSecurity");
    }
  }

  private void enforceRestricted() {
    bench()
        .client()
        .namespaces()
        .withName(bench().namespace().name())
        .edit(it ->
            it.edit()
                .editMetadata()
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build());
  }

  @Test
  void a_volume_that_cannot_be_mounted_is_told_of_the_pod_that_waits_for_it() throws IOException {
    bench().create(Manifests.statefulSet(bench().namespace(), "cache", 1));
    kubelet()
        .when(Pods.of(cache()).and(Pods.stamped()))
        .then(PodBehaviour.once(new Scene(Duration.ZERO, Containers.CONTAINER_CREATING)));

    try (HereRun run = restart("StatefulSet", "cache", "timeout: 8s, soak: 0s")) {
      Bench.await("the new pod", () -> pod("cache-0").filter(Pods.stamped()).isPresent());
      bench().client().resource(failedMount(pod("cache-0").orElseThrow())).create();
      assertExits(run, 1);
      assertThat(run.output())
          .contains("warning FailedMount of Pod cache-0")
          .contains("MountVolume.SetUp failed for volume data");
    }
  }

  @Test
  void a_daemon_set_whose_pod_waits_for_a_volume_is_told_with_what_that_pod_was_told()
      throws IOException {
    bench().create(Manifests.daemonSet(bench().namespace(), "agent"));
    kubelet()
        .when(Pods.of(bench().namespace().daemonSet("agent")).and(Pods.stamped()))
        .then(PodBehaviour.once(new Scene(Duration.ZERO, Containers.CONTAINER_CREATING)));

    try (HereRun run = restart("DaemonSet", "agent", "timeout: 8s, soak: 0s")) {
      Bench.await("a new pod", () -> newPod().isPresent());
      Pod waiting = newPod().orElseThrow();
      bench().client().resource(failedMount(waiting)).create();
      assertExits(run, 1);
      assertThat(run.output())
          .contains("HealthTimeout")
          .contains("warning FailedMount of Pod " + waiting.getMetadata().getName())
          .contains("MountVolume.SetUp failed for volume data");
    }
  }

  private Optional<Pod> newPod() {
    return bench()
        .client()
        .pods()
        .inNamespace(bench().namespace().name())
        .list()
        .getItems()
        .stream()
        .filter(Pods.stamped())
        .findFirst();
  }

  // Between the old pod of an ordinal and the new one there is none.
  private Optional<Pod> pod(String name) {
    return Optional.ofNullable(
        bench().client().pods().inNamespace(bench().namespace().name()).withName(name).get());
  }

  // As a kubelet writes it, which the one that is played does not.
  private static Event failedMount(Pod pod) {
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(pod.getMetadata().getName() + ".")
        .withNamespace(pod.getMetadata().getNamespace())
        .endMetadata()
        .withType("Warning")
        .withReason("FailedMount")
        .withMessage("MountVolume.SetUp failed for volume data: rpc error: code = DeadlineExceeded")
        .withLastTimestamp(Instant.now().toString())
        .withCount(4)
        .withNewInvolvedObject()
        .withKind("Pod")
        .withNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName())
        .withUid(pod.getMetadata().getUid())
        .endInvolvedObject()
        .build();
  }

  @Test
  void without_the_right_to_read_events_a_run_works_and_a_failure_says_so() throws IOException {
    bench().create(Manifests.statefulSet(bench().namespace(), "cache", 2));
    allowPods(1);
    LimitedUser limited =
        LimitedUser.create(
            cluster(),
            bench().namespace(),
            "limited",
            rule("apps", "statefulsets", "get", "list", "watch", "patch"),
            rule("", "pods", "list"),
            rule("", "configmaps", "create", "get", "update", "watch"),
            rule("coordination.k8s.io", "leases", "create", "get", "update"));
    Bench.await("the rights", () -> limited.may("patch", "apps", "statefulsets"));
    Path kubeconfig = limited.kubeconfigIn(bench().folder());

    try (HereRun run =
        bench()
            .begin(
                plan("StatefulSet", "cache", "timeout: 6s, soak: 0s"),
                kubeconfig,
                InstantSource.system())) {
      assertExits(run, 1);
      assertThat(run.output())
          .contains("HealthTimeout", "its Events cannot be read: list events in namespace")
          .contains("events is forbidden");
    }
  }

  private static PolicyRule rule(String group, String resource, String... verbs) {
    return new PolicyRuleBuilder()
        .withApiGroups(group)
        .withResources(resource)
        .withVerbs(verbs)
        .build();
  }

  private void allowPods(int count) {
    ResourceQuota quota =
        new ResourceQuotaBuilder()
            .withNewMetadata()
            .withName("full")
            .withNamespace(bench().namespace().name())
            .endMetadata()
            .withNewSpec()
            .withHard(Map.of("pods", new Quantity(Integer.toString(count))))
            .endSpec()
            .build();
    bench().client().resource(quota).create();
    Bench.await(
        "a quota in force",
        () -> {
          Map<String, Quantity> used = bench().client().resource(quota).get().getStatus().getUsed();
          return used != null && used.containsKey("pods");
        });
  }
}
