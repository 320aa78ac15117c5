package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.workloads.Manifests;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An autoscaler at work in a soak, when the time that the rollout had is long over. */
@OnSharedCluster
class ScaledSoakIT extends FaultIT {
  private static final Duration SOAK = Duration.ofSeconds(8);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private Instant begun = Instant.EPOCH;

  private RollableScalableResource<Deployment> one() {
    return bench()
        .client()
        .apps()
        .deployments()
        .inNamespace(bench().namespace().name())
        .withName("one");
  }

  private HereRun soakingPastItsTimeout() throws IOException {
    bench().create(Manifests.deployment(bench().namespace(), "one", 1));
    HereRun run =
        bench()
            .begin(
                bench()
                    .planOf(
                        """
                        health: {timeout: %ds, soak: %ds}
                        waves:
                          - {name: only, workloads: [{kind: Deployment, namespace: HERE, name: one}]}
                        """
                            .formatted(TIMEOUT.toSeconds(), SOAK.toSeconds())));
    Bench.await("the soak", () -> run.output().contains(" soak "));
    begun = Instant.now();
    Instant late = begun.plus(TIMEOUT).plus(A_MOMENT);
    Bench.await("its timeout to be over", () -> Instant.now().isAfter(late));
    return run;
  }

  private Instant scaledTo(int replicas) {
    one().scale(replicas);
    Bench.await(replicas + " pods", () -> availableOfOne() == replicas);
    return Instant.now();
  }

  private int availableOfOne() {
    Integer available = one().require().getStatus().getAvailableReplicas();
    return available == null ? 0 : available;
  }

  @Test
  void f16_what_is_scaled_up_in_its_soak_does_not_fail_and_its_new_pods_soak() throws IOException {
    try (HereRun run = soakingPastItsTimeout()) {
      Instant there = scaledTo(3);

      assertThat(run.awaitExit()).as(run::output).isZero();
      assertThat(Duration.between(there, Instant.now()))
          .as(run::output)
          .isGreaterThanOrEqualTo(SOAK.minus(A_MOMENT));
    }
    assertThat(bench().truth().revisions(bench().one())).hasSize(2);
  }

  @Test
  void f16_what_stays_as_it_is_scaled_up_and_down_in_its_soak_does_not_soak_again()
      throws IOException {
    try (HereRun run = soakingPastItsTimeout()) {
      scaledTo(3);
      scaledTo(1);

      assertThat(run.awaitExit()).as(run::output).isZero();
      assertThat(Duration.between(begun, Instant.now()))
          .as(run::output)
          .isLessThan(SOAK.plus(SOAK.dividedBy(2)));
    }
  }
}
