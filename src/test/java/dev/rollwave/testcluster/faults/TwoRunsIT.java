package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.HereRun;
import dev.rollwave.testcluster.FakeKubelet;
import dev.rollwave.testcluster.JarProcess;
import dev.rollwave.testcluster.OnCluster;
import dev.rollwave.testcluster.PodBehaviour;
import dev.rollwave.testcluster.Pods;
import dev.rollwave.testcluster.proxy.Calls;
import dev.rollwave.testcluster.proxy.Exchange;
import dev.rollwave.testcluster.proxy.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two runs of one plan at once, of which one holds the lock or believes so. */
@OnCluster
class TwoRunsIT extends FaultIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @BeforeEach
  void create() {
    bench().createBoth();
  }

  @Test
  void f20_of_two_runs_at_once_one_works_and_the_other_names_it_and_leaves_with_5()
      throws IOException {
    FakeKubelet.Withdrawal held =
        kubelet().when(Pods.of(bench().one()).and(Pods.stamped())).then(PodBehaviour.neverReady());
    Path plan = bench().plan(QUICK);

    try (HereRun one = bench().begin(plan);
        HereRun other = bench().begin(plan)) {
      Bench.await("one of the two to leave", () -> one.hasEnded() || other.hasEnded());
      HereRun left = one.hasEnded() ? one : other;
      assertThat(left.awaitExit()).as(left::output).isEqualTo(5);
      assertThat(left.output()).contains("another run holds the plan faults", "since");
      held.withdraw();

      assertEndsUndisturbed(left == one ? other : one);
    }
  }

  @Test
  void f21_a_holder_that_slept_past_its_lease_restarts_nothing_and_stops() throws IOException {
    Path plan = bench().plan(QUICK);
    CountDownLatch woken = new CountDownLatch(1);
    proxy().when(Calls.restartsOf("one")).nth(1).then(Faults.until(woken, Faults.none()));

    try (JarProcess sleeper = bench().start(plan)) {
      Bench.await(
          "a restart on its way",
          () -> !proxy().traffic().calls(Calls.restartsOf("one")).isEmpty());
      sleeper.pause();
      bench().shortenLease();
      try (HereRun successor =
          bench().begin(plan, cluster().kubeconfig(), InstantSource.system())) {
        assertEndsUndisturbed(successor);
      }
      woken.countDown();
      Bench.await("the late restart", () -> !late().isEmpty());
      sleeper.resume();

      assertThat(sleeper.awaitExit(PATIENCE)).as(sleeper::transcript).isEqualTo(4);
    }
    assertThat(late()).extracting(Exchange::code).containsOnly(409);
    assertThat(bench().endState()).isEqualTo(EndState.UNDISTURBED);
  }

  private List<Exchange> late() {
    return proxy().traffic().exchanges(Calls.restarts()).stream()
        .filter(Exchange::wasForwarded)
        .toList();
  }
}
