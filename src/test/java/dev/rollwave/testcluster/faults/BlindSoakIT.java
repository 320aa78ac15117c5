package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.kubelet.Scene;
import dev.rollwave.testcluster.workloads.Manifests;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The API server is out of reach in the middle of a soak, and there again before its end. */
@OnSharedCluster
@Order(OnSharedCluster.LONG)
class BlindSoakIT extends FaultIT {
  /** Longer than kubelets are given to report after an outage. */
  private static final Duration SOAK = Duration.ofSeconds(24);

  private static final Duration OUTAGE = Duration.ofSeconds(6);

  @BeforeEach
  void create() {
    bench().create(Manifests.deployment(bench().namespace(), "one", 1));
  }

  private HereRun soaking() throws IOException {
    HereRun run =
        bench()
            .begin(
                bench()
                    .planOf(
                        """
                        health: {timeout: 60s, soak: %ds}
                        waves:
                          - {name: first, workloads: [{kind: Deployment, namespace: HERE, name: one}]}
                        """
                            .formatted(SOAK.toSeconds())));
    Bench.await("the soak", () -> run.output().contains(" soak "));
    return run;
  }

  private Instant goOutOfReach(HereRun run, Runnable meanwhile) {
    Instant enough = Instant.now().plus(OUTAGE);
    proxy().refuse(true);
    Bench.await("the outage", () -> run.output().contains(" outage "));
    meanwhile.run();
    Bench.await("a while", () -> Instant.now().isAfter(enough));
    proxy().refuse(false);
    Bench.await("its end", () -> run.output().contains(" reachable "));
    return Instant.now();
  }

  @Test
  void f11_an_outage_that_ends_in_time_does_not_prolong_a_soak() throws IOException {
    try (HereRun run = soaking()) {
      Instant begun = Instant.now();
      Instant over = goOutOfReach(run, () -> {});

      assertThat(run.awaitExit()).as(run::output).isZero();
      assertThat(Instant.now())
          .as(run::output)
          .isAfter(begun.plus(SOAK).minusSeconds(1))
          .isBefore(over.plus(SOAK));
    }
  }

  @Test
  void f11_a_pod_that_was_restarted_unseen_soaks_anew() throws IOException {
    try (HereRun run = soaking()) {
      Instant over = goOutOfReach(run, this::restartTheContainer);

      assertThat(run.awaitExit()).as(run::output).isZero();
      assertThat(Instant.now()).as(run::output).isAfter(over.plus(SOAK));
      assertThat(run.output()).contains(" restarted 1 times during the soak");
    }
  }

  private void restartTheContainer() {
    FakeKubelet.Withdrawal once =
        kubelet()
            .when(Pods.of(bench().one()).and(Pods.stamped()))
            .then(
                PodBehaviour.once(
                    new Scene(Duration.ZERO, Scene.Containers.ERROR),
                    new Scene(Duration.ofMillis(300), Scene.Containers.READY)));
    Bench.await("a restart that is over", () -> podsOfOne().anyMatch(BlindSoakIT::isThereAgain));
    once.withdraw();
  }

  private Stream<Pod> podsOfOne() {
    return bench()
        .client()
        .pods()
        .inNamespace(bench().namespace().name())
        .list()
        .getItems()
        .stream()
        .filter(Pods.of(bench().one()));
  }

  private static boolean isThereAgain(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .allMatch((ContainerStatus it) -> it.getRestartCount() == 1 && it.getReady());
  }
}
