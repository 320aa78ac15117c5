package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.facts.WorkloadFacts;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workload that was proven healthy breaks before what depends on it is restarted. */
@OnSharedCluster
class HeldGateIT extends FaultIT {
  private static final String COOLING =
      """
      cooldown: 4s
      health: {timeout: %s, soak: 0s}
      waves:
        - {name: first, workloads: [{kind: Deployment, namespace: HERE, name: one}]}
        - {name: second, workloads: [{kind: Deployment, namespace: HERE, name: two}]}
      """;

  @BeforeEach
  void create() {
    bench().createBoth();
  }

  @Test
  void f33_what_breaks_during_the_cooldown_holds_its_dependents_until_it_is_healthy_again()
      throws IOException {
    Path plan = bench().planOf(COOLING.formatted("60s"));
    try (HereRun run = bench().begin(plan)) {
      FakeKubelet.Withdrawal broken = breakDuringTheCooldown(run);
      Bench.await("the gate", () -> run.output().contains(" held ") || hasRestartedTwo());
      assertTwoIsUntouched(run);
      assertThat(run.output()).contains(" held      wave/second  by=" + bench().one());

      broken.withdraw();
      assertEndsUndisturbed(run);
      assertThat(run.output()).contains(" lifted    wave/second ");
    }
  }

  @Test
  void f33_what_stays_broken_has_failed_after_its_timeout_and_its_dependents_stay_untouched()
      throws IOException {
    Path plan = bench().planOf(COOLING.formatted("5s"));
    try (HereRun run = bench().begin(plan)) {
      FakeKubelet.Withdrawal broken = breakDuringTheCooldown(run);

      assertThat(run.awaitExit()).as(run::output).isEqualTo(1);
      assertTwoIsUntouched(run);
      assertThat(run.output())
          .contains(" failed    " + bench().one())
          .contains("reason=NoLongerHealthy")
          .contains("reason=NotReady")
          .contains(" withheld  wave/second ");
      broken.withdraw();
    }
  }

  private FakeKubelet.Withdrawal breakDuringTheCooldown(HereRun run) {
    Bench.await("the cooldown", () -> run.output().contains(" healthy   wave/first "));
    FakeKubelet.Withdrawal broken =
        kubelet().when(Pods.of(bench().one()).and(Pods.stamped())).then(PodBehaviour.neverReady());
    Bench.await(
        "the counts to say so",
        () ->
            Optional.ofNullable(
                        bench()
                            .client()
                            .apps()
                            .deployments()
                            .inNamespace(bench().namespace().name())
                            .withName("one")
                            .get()
                            .getStatus()
                            .getAvailableReplicas())
                    .orElse(0)
                == 0);
    assertThat(run.output()).as("it broke in time").doesNotContain(" released  wave/first");
    return broken;
  }

  private boolean hasRestartedTwo() {
    return bench().truth().facts(bench().two()).stamp().isPresent();
  }

  private void assertTwoIsUntouched(HereRun run) {
    WorkloadFacts two = bench().truth().facts(bench().two());
    assertThat(two.stamp()).as(run::output).isEmpty();
    assertThat(two.generation()).isEqualTo(1);
  }
}
