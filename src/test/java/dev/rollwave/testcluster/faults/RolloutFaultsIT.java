package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.testcluster.OnCluster;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.controlplane.Component;
import dev.rollwave.testcluster.facts.WorkloadFacts;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.workloads.Manifests;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Rollouts that do not get there, or that only look as if they did not. */
@OnCluster
@Order(OnSharedCluster.LONG)
class RolloutFaultsIT extends FaultIT {

  private void assertTwoIsUntouched() {
    WorkloadFacts two = bench().truth().facts(bench().two());
    assertThat(two.generation()).isEqualTo(1);
    assertThat(two.stamp()).isEmpty();
  }

  @Test
  void f17_a_progress_deadline_that_passed_before_the_restart_is_not_our_failure()
      throws IOException {
    kubelet()
        .when(Pods.of(bench().one()).and(Pods.stamped().negate()))
        .then(PodBehaviour.neverReady());
    bench().create(Manifests.deployment(bench().namespace(), "two", 1));
    Deployment stuck =
        new DeploymentBuilder(Manifests.deployment(bench().namespace(), "one", 1))
            .editSpec()
            // Long enough for its restart not to run into it as well.
            .withProgressDeadlineSeconds(3)
            .endSpec()
            .build();
    createAndAwaitItsDeadline(stuck);

    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      assertEndsUndisturbed(run);
    }
  }

  /**
   * With Recreate the controller makes the new ReplicaSet last of all: until the old pods are gone
   * it has observed the restart, and the condition that it shows is the old one. With a few pods
   * that moment is too short for a watch to show it.
   */
  @Test
  void f17_a_progress_deadline_that_passed_before_is_not_our_failure_with_recreate_either()
      throws IOException {
    kubelet()
        .when(Pods.of(bench().one()).and(Pods.stamped().negate()))
        .then(PodBehaviour.neverReady());
    bench().create(Manifests.deployment(bench().namespace(), "two", 1));
    createAndAwaitItsDeadline(
        new DeploymentBuilder(Manifests.deployment(bench().namespace(), "one", 20))
            .editSpec()
            .withNewStrategy()
            .withType("Recreate")
            .endStrategy()
            .withProgressDeadlineSeconds(5)
            .endSpec()
            .build());

    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      assertEndsUndisturbed(run);
    }
  }

  private void createAndAwaitItsDeadline(Deployment stuck) {
    bench().client().resource(stuck).create();
    Bench.await(
        "a deadline that passed",
        () ->
            bench().client().resource(stuck).get().getStatus().getConditions().stream()
                .anyMatch(condition -> "ProgressDeadlineExceeded".equals(condition.getReason())));
  }

  @Test
  void f18_a_stateful_set_stuck_on_a_broken_pod_is_told_with_the_pod_and_the_command_that_frees_it()
      throws IOException {
    bench()
        .create(
            Manifests.statefulSet(bench().namespace(), "cache", 2),
            Manifests.deployment(bench().namespace(), "two", 1));
    kubelet()
        .when(Pods.of(bench().namespace().statefulSet("cache")).and(Pods.stamped()))
        .then(PodBehaviour.failingToPull());
    Path plan =
        bench()
            .planOf(
                """
                health: {timeout: 60s, soak: 0s, pendingGrace: 1s}
                waves:
                  - {name: first, workloads: [{kind: StatefulSet, namespace: HERE, name: cache}]}
                  - {name: second, workloads: [{kind: Deployment, namespace: HERE, name: two}]}
                """);

    try (HereRun run = bench().begin(plan)) {
      assertThat(run.awaitExit()).as(run::output).isEqualTo(1);
      assertThat(run.output())
          .contains("kubectl delete pod cache-1 -n " + bench().namespace().name());
    }
    assertTwoIsUntouched();
  }

  @Test
  void f19_a_pod_that_is_ready_and_then_flaps_is_caught_by_the_soak() throws IOException {
    bench().createBoth();
    kubelet()
        .when(Pods.of(bench().one()).and(Pods.stamped()))
        .then(PodBehaviour.flapping(Duration.ofMillis(1500), Duration.ofMillis(500)));

    try (HereRun run = bench().begin(bench().plan("timeout: 6s, soak: 3s"))) {
      assertThat(run.awaitExit()).as(run::output).isEqualTo(1);
      assertThat(run.output()).contains("one");
    }
    assertTwoIsUntouched();
  }

  @Test
  void f28_without_a_controller_manager_the_run_says_that_nobody_observed_the_generation()
      throws IOException {
    bench().createBoth();
    Component controllers = cluster().controllerManager();
    controllers.pause();
    try (HereRun run = bench().begin(bench().plan("timeout: 3s, soak: 0s"))) {
      assertThat(run.awaitExit()).as(run::output).isEqualTo(1);
      assertThat(run.output()).contains("generation 2 is not observed yet, the last was 1");
    } finally {
      controllers.resume();
    }
    assertTwoIsUntouched();
  }

  /** The new pod has no room until the old one is gone, and then it has. */
  @Test
  void f30_pods_that_a_quota_forbids_only_until_an_old_one_is_gone_are_waited_for()
      throws IOException {
    kubelet()
        .when(Pods.of(bench().one()))
        .then(PodBehaviour.healthy().deletedAfter(Duration.ofSeconds(4)));
    bench()
        .create(
            new DeploymentBuilder(Manifests.deployment(bench().namespace(), "one", 3))
                .editSpec()
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString(0))
                .withMaxUnavailable(new IntOrString(1))
                .endRollingUpdate()
                .endStrategy()
                .endSpec()
                .build());
    createQuota(3);
    Path plan =
        bench()
            .planOf(
                """
                health: {timeout: 50s, soak: 0s, grace: 20s}
                waves:
                  - {name: first, workloads: [{kind: Deployment, namespace: HERE, name: one}]}
                """);

    try (HereRun run = bench().begin(plan)) {
      assertThat(run.awaitExit()).as(run::output).isZero();
    }
  }

  @Test
  void f30_pods_that_a_quota_forbids_for_the_whole_grace_time_fail_with_what_the_quota_says()
      throws IOException {
    bench().createBoth();
    createQuota(2);
    Instant begun = Instant.now();

    try (HereRun run = bench().begin(bench().plan("timeout: 5m, soak: 0s, grace: 4s"))) {
      assertThat(run.awaitExit()).as(run::output).isEqualTo(1);
      assertThat(run.output()).contains("exceeded quota: full");
    }
    assertThat(Duration.between(begun, Instant.now()))
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(30));
    assertTwoIsUntouched();
  }

  private void createQuota(int pods) {
    Quantity most = new Quantity(Integer.toString(pods));
    ResourceQuota quota =
        new ResourceQuotaBuilder()
            .withNewMetadata()
            .withName("full")
            .withNamespace(bench().namespace().name())
            .endMetadata()
            .withNewSpec()
            .withHard(Map.of("pods", most))
            .endSpec()
            .build();
    bench().client().resource(quota).create();
    Bench.await(
        "a quota in force",
        () -> {
          Map<String, Quantity> used = bench().client().resource(quota).get().getStatus().getUsed();
          return used != null && most.equals(used.get("pods"));
        });
  }
}
