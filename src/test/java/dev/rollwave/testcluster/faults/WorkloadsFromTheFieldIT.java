package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.kubelet.Scene;
import dev.rollwave.testcluster.kubelet.Scene.Containers;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.process.PackagedJar;
import dev.rollwave.testcluster.workloads.RealManifest;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Workloads with which other tools of this trade were reported to go wrong, as small as they get.
 * One test taints a node, so the class has the cluster for itself.
 */
@OnSharedCluster
@Order(OnSharedCluster.LONG)
class WorkloadsFromTheFieldIT extends FaultIT {
  private static final Path FOLDER =
      Path.of("src/test/resources/dev/rollwave/testcluster/workloads-from-the-field");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TAINT = "rollwave.test/closed";

  private void create(String file) {
    createUnhealthy(file);
    Rollouts.awaitAll(bench().client(), bench().namespace());
  }

  private void createUnhealthy(String file) {
    new RealManifest(FOLDER.resolve(file + ".yaml")).applyTo(bench().client(), bench().namespace());
  }

  private HereRun restart(String health, String workloads) throws IOException {
    return bench().begin(plan(health, workloads));
  }

  private Path plan(String health, String workloads) throws IOException {
    return bench()
        .planOf(
            """
            health: {%s}
            onFailure: continue
            waves:
              - {name: only, workloads: [%s]}
            """
                .formatted(health, workloads));
  }

  private String told(JarProcess process) {
    try (process) {
      assertThat(process.awaitExit(PATIENCE)).as(process::transcript).isZero();
      return process.output();
    }
  }

  private static String one(String kind, String name) {
    return "{kind: %s, namespace: HERE, name: %s}".formatted(kind, name);
  }

  private static void assertExits(HereRun run, int status) {
    assertThat(run.awaitExit()).as(run::output).isEqualTo(status);
  }

  private List<Pod> pods() {
    return bench().client().pods().inNamespace(bench().namespace().name()).list().getItems();
  }

  @Test
  void an_init_container_that_was_retried_and_a_slow_start_are_waited_for() throws IOException {
    create("init-container-retried-then-a-slow-start");
    kubelet()
        .when(Pods.in(bench().namespace()).and(Pods.stamped()))
        .then(PodBehaviour.readyAfter(Duration.ofSeconds(12)));

    try (HereRun run = restart("timeout: 40s, soak: 0s, grace: 4s", one("Deployment", "billing"))) {
      assertExits(run, 0);
    }
  }

  @Test
  void a_pod_that_a_finalizer_holds_fails_the_rollout_by_name_before_the_timeout()
      throws IOException {
    create("pod-held-by-a-finalizer");
    hold("index-2", true);
    try (HereRun run = restart("timeout: 40s, soak: 0s, grace: 4s", one("StatefulSet", "index"))) {
      assertExits(run, 1);
      assertThat(run.output())
          .contains("reason=Terminating", "pod index-2: Terminating: since 20")
          .contains("kubectl get pod index-2 -n " + bench().namespace() + " -o yaml")
          .doesNotContain("HealthTimeout");
    } finally {
      hold("index-2", false);
    }
  }

  private void hold(String pod, boolean isHeld) {
    bench()
        .client()
        .pods()
        .inNamespace(bench().namespace().name())
        .withName(pod)
        .edit(it ->
            new PodBuilder(it)
                .editMetadata()
                .withFinalizers(isHeld ? List.of("rollwave.test/hold") : List.of())
                .endMetadata()
                .build());
  }

  @Test
  void a_pod_on_a_node_that_its_daemon_set_may_no_longer_use_holds_nothing_up() throws IOException {
    create("pod-on-a-node-it-may-no-longer-use");
    close("fake-node-0", true);
    try (HereRun run = restart("timeout: 40s, soak: 0s", one("DaemonSet", "probe"))) {
      assertExits(run, 0);
    } finally {
      close("fake-node-0", false);
    }
  }

  private void close(String node, boolean isClosed) {
    bench()
        .client()
        .nodes()
        .withName(node)
        .edit(it ->
            isClosed
                ? new NodeBuilder(it)
                    .editSpec()
                    .addNewTaint("NoSchedule", TAINT, null, "true")
                    .endSpec()
                    .build()
                : new NodeBuilder(it)
                    .editSpec()
                    .removeMatchingFromTaints(taint -> TAINT.equals(taint.getKey()))
                    .endSpec()
                    .build());
  }

  @Test
  void what_can_neither_surge_nor_do_with_less_is_told_with_the_schedulers_reason()
      throws IOException {
    create("host-port-and-anti-affinity");

    try (HereRun run =
        restart(
            "timeout: 40s, soak: 0s, pendingGrace: 3s",
            one("Deployment", "ingress") + ", " + one("Deployment", "spread"))) {
      assertExits(run, 1);
      assertThat(run.output())
          .contains("didn't have free ports for the requested pod ports")
          .contains("didn't match pod anti-affinity rules")
          .contains("add a node, or lower what it asks for");
    }
  }

  @Test
  void what_can_neither_surge_nor_do_with_less_is_warned_of_by_dry_run_and_rehearsal()
      throws IOException {
    create("host-port-and-anti-affinity");
    Path plan =
        plan(
            "timeout: 3m, soak: 3s, grace: 10s",
            one("Deployment", "ingress") + ", " + one("Deployment", "spread"));

    assertWarnsOfBoth(told(bench().start(plan, "--dry-run")));
    assertWarnsOfBoth(
        told(
            PackagedJar.in(bench().folder())
                .start(
                    "rehearse",
                    plan.toString(),
                    "--cluster",
                    "live",
                    "--kubeconfig",
                    bench().throughProxy().toString())));
  }

  private static void assertWarnsOfBoth(String told) {
    assertThat(told)
        .containsSubsequence(
            "Deployment/ingress",
            "May never finish: each pod takes host port 18080 of its node",
            "Deployment/spread",
            "May never finish: its pod anti-affinity requires another kubernetes.io/hostname");
  }

  @Test
  void what_crash_loops_before_its_restart_is_not_healthy_in_the_dry_run() throws IOException {
    kubelet().when(Pods.in(bench().namespace())).then(PodBehaviour.crashLoopingAtStart());
    createUnhealthy("crash-looping-before-the-run");
    Bench.await("a crash loop", () -> pods().stream().anyMatch(this::isBackingOff));

    String told =
        told(
            bench()
                .start(
                    plan("timeout: 5m, soak: 3s, grace: 1m", one("Deployment", "limping")),
                    "--dry-run"));

    assertThat(told)
        .containsPattern("health: +1 of them not Current")
        .containsPattern("Deployment/limping +3 +InProgress +0 of 3 pods available");
  }

  private boolean isBackingOff(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .map(container -> container.getState().getWaiting())
        .anyMatch(waiting -> waiting != null && "CrashLoopBackOff".equals(waiting.getReason()));
  }

  @Test
  void a_budget_that_forbids_every_eviction_stops_no_rollout() throws IOException {
    create("one-replica-behind-a-full-budget");

    try (HereRun run =
        restart(
            "timeout: 40s, soak: 0s",
            one("Deployment", "solo") + ", " + one("Deployment", "idle"))) {
      assertExits(run, 0);
      assertThat(run.output()).contains("healthy=1 skipped=1");
    }
  }

  @Test
  void a_new_pod_that_was_evicted_and_stays_listed_fails_nothing() throws IOException {
    create("new-pod-evicted-in-mid-rollout");
    WorkloadRef search = bench().namespace().deployment("search");
    kubelet()
        .when(Pods.of(search).and(Pods.stamped()))
        .then(PodBehaviour.readyAfter(Duration.ofSeconds(4)));

    try (HereRun run = restart("timeout: 40s, soak: 0s, grace: 2s", one("Deployment", "search"))) {
      Bench.await("a new pod that runs", () -> pods().stream().anyMatch(this::isNewAndRunning));
      evict(pods().stream().filter(this::isNewAndRunning).findFirst().orElseThrow());
      assertExits(run, 0);
    }
    assertThat(pods()).anyMatch(pod -> "Failed".equals(pod.getStatus().getPhase()));
  }

  private boolean isNewAndRunning(Pod pod) {
    return Pods.stamped().test(pod) && "Running".equals(pod.getStatus().getPhase());
  }

  // As a kubelet does that is short of something: the pod stays, and its ReplicaSet makes another.
  private void evict(Pod pod) {
    kubelet()
        .when(Pods.named(pod.getMetadata().getName()))
        .then(PodBehaviour.once(new Scene(Duration.ofHours(1), Containers.READY)));
    bench()
        .client()
        .pods()
        .resource(pod)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\": {\"phase\": \"Failed\", \"reason\": \"Evicted\"}}");
  }

  @Test
  void a_quota_without_room_while_an_old_pod_terminates_is_waited_for() throws IOException {
    create("quota-full-while-an-old-pod-terminates");
    kubelet()
        .when(Pods.in(bench().namespace()))
        .then(PodBehaviour.healthy().deletedAfter(Duration.ofSeconds(4)));

    try (HereRun run = restart("timeout: 50s, soak: 0s, grace: 10s", one("Deployment", "quoter"))) {
      assertExits(run, 0);
    }
  }
}
