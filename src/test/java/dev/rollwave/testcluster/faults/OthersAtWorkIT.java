package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.facts.RolloutRecorder;
import dev.rollwave.testcluster.facts.WorkloadFacts;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.proxy.Calls;
import dev.rollwave.testcluster.proxy.Exchange;
import dev.rollwave.testcluster.proxy.Faults;
import dev.rollwave.testcluster.workloads.BlindRestart;
import dev.rollwave.testcluster.workloads.Manifests;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What other people and programs do to a workload while it is restarted. */
@OnSharedCluster
class OthersAtWorkIT extends FaultIT {
  private FakeKubelet.Withdrawal held = () -> {};

  @BeforeEach
  void createARolloutThatWaitsForTheTest() {
    bench().createBoth();
    held =
        kubelet().when(Pods.of(bench().one()).and(Pods.stamped())).then(PodBehaviour.neverReady());
  }

  private HereRun rollingOut(String health) throws IOException {
    HereRun run = bench().begin(bench().plan(health));
    Bench.await("a restart", () -> run.output().contains(" restarted "));
    return run;
  }

  private RollableScalableResource<Deployment> one() {
    return bench()
        .client()
        .apps()
        .deployments()
        .inNamespace(bench().namespace().name())
        .withName("one");
  }

  // A label makes a new resourceVersion and no new generation, as the status does.
  private void write(int value) {
    one()
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\": {\"labels\": {\"busy\": \"%d\"}}}".formatted(value));
  }

  private void recreate() {
    one().withGracePeriod(0).delete();
    Bench.await("its end", () -> one().get() == null);
    bench().client().resource(Manifests.deployment(bench().namespace(), "one", 1)).create();
  }

  private void assertTwoIsUntouched() {
    WorkloadFacts two = bench().truth().facts(bench().two());
    assertThat(two.generation()).isEqualTo(1);
    assertThat(two.stamp()).isEmpty();
  }

  @Test
  void f12_a_workload_that_is_written_three_times_in_between_is_restarted_once()
      throws IOException {
    held.withdraw();
    AtomicInteger written = new AtomicInteger();
    proxy()
        .when(Calls.restartsOf("one"))
        .first(3)
        .then(Faults.meanwhile(() -> write(written.incrementAndGet())));

    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      assertEndsUndisturbed(run);
    }

    assertThat(proxy().traffic().exchanges(Calls.restartsOf("one")))
        .extracting(Exchange::code)
        .containsExactly(409, 409, 409, 200);
  }

  @Test
  void f12_a_workload_that_is_written_without_end_is_a_clear_failure() throws IOException {
    AtomicInteger written = new AtomicInteger();
    proxy()
        .when(Calls.restartsOf("one"))
        .then(Faults.meanwhile(() -> write(written.incrementAndGet())));

    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      assertEnds(run, 1, EndState.UNTOUCHED);
      assertThat(run.output()).contains("sent 10 times and never applied", "409");
    }

    assertThat(proxy().traffic().calls(Calls.restartsOf("one"))).hasSize(10);
  }

  @Test
  void f13_a_workload_recreated_before_its_restart_is_left_alone_and_explained_by_its_uid()
      throws IOException {
    held.withdraw();
    String uid = one().require().getMetadata().getUid();
    CountDownLatch recreated = new CountDownLatch(1);
    // The plan is resolved by name. The list must not see that there is nothing.
    proxy().when(Calls.of("list", "deployments")).then(Faults.until(recreated, Faults.none()));
    proxy()
        .when(Calls.restartsOf("one"))
        .nth(1)
        .then(
            Faults.meanwhile(() -> {
              recreate();
              recreated.countDown();
            }));

    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      assertThat(run.awaitExit()).as(run::output).isEqualTo(1);

      String now = one().require().getMetadata().getUid();
      assertThat(run.output()).contains("deleted and created again", uid, now);
    }
    assertThat(bench().truth().facts(bench().one()).stamp()).isEmpty();
    assertTwoIsUntouched();
  }

  @Test
  void f13_a_workload_recreated_during_its_rollout_has_failed_and_dependents_are_spared()
      throws IOException {
    try (HereRun run = rollingOut(QUICK)) {
      recreate();

      assertThat(run.awaitExit()).as(run::output).isEqualTo(1);
      assertThat(run.output())
          .contains("one")
          .containsAnyOf("it was deleted while", "it was deleted and created again");
    }
    assertThat(bench().truth().facts(bench().one()).stamp()).isEmpty();
    assertTwoIsUntouched();
  }

  @Test
  void f14_a_stamp_that_was_taken_away_is_reverted_and_stops_the_dependents() throws IOException {
    try (HereRun run = rollingOut(QUICK)) {
      one()
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              """
              {"spec": {"template": {"metadata": {"annotations": {
                "kubectl.kubernetes.io/restartedAt": null}}}}}
              """);

      assertThat(run.awaitExit()).as(run::output).isEqualTo(1);
      assertThat(run.output()).contains("Reverted", "was taken away");
    }
    assertThat(bench().truth().facts(bench().one()).stamp()).isEmpty();
    assertTwoIsUntouched();
  }

  private int revisionsOfOne() {
    return bench().truth().revisions(bench().one()).size();
  }

  private String restartByHand() {
    String stamp = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(5).toString();
    BlindRestart.of(bench().client(), bench().one(), stamp);
    return stamp;
  }

  @Test
  void f15_somebody_elses_restart_is_waited_for_where_the_plan_says_so() throws IOException {
    try (RolloutRecorder recorder = new RolloutRecorder(bench().client(), bench().namespace());
        HereRun run = rollingOut(QUICK + ", onForeignChange: wait")) {
      String theirs = restartByHand();
      Bench.await("the newer rollout", () -> revisionsOfOne() == 3);
      held.withdraw();

      assertThat(run.awaitExit()).as(run::output).isZero();
      assertThat(run.output()).contains("newer than the restart's");
      WorkloadFacts one = bench().truth().facts(bench().one());
      assertThat(one.stamp()).contains(theirs);
      assertThat(one.generation()).as("one restart of ours, one of theirs").isEqualTo(3);
      assertThat(recorder.awaitRestart(bench().two()).resourceVersion())
          .as("after the newer rollout")
          .isGreaterThan(recorder.awaitCompletion(bench().one()).resourceVersion());
    }
    assertThat(bench().truth().facts(bench().two()).generation()).isEqualTo(2);
  }

  @Test
  void f15_somebody_elses_restart_is_a_failure_where_the_plan_says_so() throws IOException {
    try (HereRun run = rollingOut(QUICK + ", onForeignChange: fail")) {
      restartByHand();

      assertThat(run.awaitExit()).as(run::output).isEqualTo(1);
      assertThat(run.output()).contains("Superseded");
    }
    assertTwoIsUntouched();
  }

  @Test
  void f16_a_workload_scaled_during_its_rollout_is_neither_healthy_too_soon_nor_failed()
      throws IOException {
    try (RolloutRecorder recorder = new RolloutRecorder(bench().client(), bench().namespace());
        HereRun run = rollingOut(QUICK)) {
      one().scale(3);
      held.withdraw();
      FakeKubelet.Withdrawal slow =
          kubelet()
              .when(Pods.of(bench().one()).and(Pods.stamped()))
              .then(PodBehaviour.readyAfter(Duration.ofMillis(800)));

      assertThat(run.awaitExit()).as(run::output).isZero();
      slow.withdraw();
      assertThat(one().require().getStatus().getAvailableReplicas()).isEqualTo(3);
      assertThat(recorder.awaitRestart(bench().two()).resourceVersion())
          .as("after all three were there")
          .isGreaterThan(recorder.awaitCompletion(bench().one()).resourceVersion());
    }
    assertThat(bench().truth().revisions(bench().one())).hasSize(2);
    assertThat(bench().truth().facts(bench().two()).generation()).isEqualTo(2);
  }
}
