package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.proxy.Call;
import dev.rollwave.testcluster.proxy.Calls;
import dev.rollwave.testcluster.proxy.Faults;
import dev.rollwave.testcluster.proxy.OpenWatch;
import dev.rollwave.testcluster.proxy.Reply;
import dev.rollwave.testcluster.proxy.Rule;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.WorkloadRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A workload that was proven healthy may no longer be watched when one in another namespace, which
 * depends on it, is to be restarted.
 */
@OnSharedCluster
class UnseenGateIT extends FaultIT {
  private TestNamespace elsewhere;

  @BeforeEach
  void createOneInEachNamespace(TestNamespace elsewhere) {
    this.elsewhere = elsewhere;
    bench()
        .create(
            Manifests.deployment(bench().namespace(), "one", 1),
            Manifests.deployment(elsewhere, "three", 1));
    Rollouts.awaitAll(bench().client(), elsewhere);
  }

  private Path plan() throws IOException {
    return bench()
        .planOf(
            """
            cooldown: 10s
            health: {timeout: 60s, soak: 0s}
            waves:
              - {name: first, workloads: [{kind: Deployment, namespace: HERE, name: one}]}
              - {name: second, workloads: [{kind: Deployment, namespace: ELSEWHERE, name: three}]}
            """
                .replace("ELSEWHERE", elsewhere.name()));
  }

  private WorkloadRef three() {
    return elsewhere.deployment("three");
  }

  private boolean hasRestartedThree() {
    return bench().truth().facts(three()).stamp().isPresent();
  }

  private Predicate<Call> here() {
    return Calls.in(bench().namespace().name());
  }

  private Predicate<Call> looks() {
    return here()
        .and(Calls.on("deployments"))
        .and(Calls.of("list", "deployments").or(Calls.watches()));
  }

  /** From now on these are refused, and what is watched in the namespace is so no longer. */
  private Rule refuseDuringTheCooldown(HereRun run, Predicate<Call> calls) {
    Bench.await("the cooldown", () -> run.output().contains(" healthy   wave/first "));
    Rule refused =
        proxy().when(calls).then(Faults.answer(Reply.status(403, "User runner cannot look")));
    proxy().watches(looks()).stream().filter(OpenWatch::isOpen).forEach(OpenWatch::end);
    Bench.await("word of it", () -> run.output().contains(" unseen "));
    assertThat(run.output()).as("in time").doesNotContain(" released  wave/first");
    return refused;
  }

  @Test
  void f34_what_breaks_while_it_cannot_be_seen_holds_its_dependents_until_its_pods_are_back()
      throws IOException {
    try (HereRun run = bench().begin(plan())) {
      refuseDuringTheCooldown(run, looks());
      FakeKubelet.Withdrawal broken =
          kubelet()
              .when(Pods.of(bench().one()).and(Pods.stamped()))
              .then(PodBehaviour.neverReady());
      Bench.await("the gate", () -> run.output().contains(" held ") || hasRestartedThree());
      assertThat(hasRestartedThree()).as(run::output).isFalse();
      assertThat(run.output()).contains(" held      wave/second  by=" + bench().one());

      broken.withdraw();
      assertThat(run.awaitExit()).as(run::output).isZero();
      assertThat(hasRestartedThree()).isTrue();
      assertThat(run.output()).contains(" lifted    wave/second ").doesNotContain(" seen ");
    }
  }

  @Test
  void f34_what_can_neither_be_seen_nor_read_holds_its_dependents_and_is_not_called_broken()
      throws IOException {
    try (HereRun run = bench().begin(plan())) {
      Rule refused =
          refuseDuringTheCooldown(
              run,
              looks().or(here().and(Calls.of("get", "deployments").or(Calls.of("list", "pods")))));
      Bench.await("the gate", () -> run.output().contains(" held ") || hasRestartedThree());
      assertThat(hasRestartedThree()).as(run::output).isFalse();
      assertThat(run.output())
          .contains("it cannot be seen since 2", "403", "nor can its pods be read")
          .doesNotContain(" failed ", "no longer healthy");

      refused.withdraw();
      assertThat(run.awaitExit()).as(run::output).isZero();
      assertThat(hasRestartedThree()).isTrue();
    }
  }
}
