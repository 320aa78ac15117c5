package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.proxy.Calls;
import dev.rollwave.testcluster.proxy.Exchange;
import dev.rollwave.testcluster.proxy.Faults;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two runs of one plan at once; one of them holds the lock or believes so. */
@OnSharedCluster
class TwoRunsIT extends FaultIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

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
      assertThat(left.output()).contains(told(bench().lease().getSpec()));
      held.withdraw();

      assertEndsUndisturbed(left == one ? other : one);
    }
  }

  // A Job may start its pod twice, as when the node of the first is out of sight.
  @Test
  void f20_of_two_pods_of_one_job_one_works_and_the_other_waits_and_goes_on_when_it_is_killed()
      throws IOException {
    FakeKubelet.Withdrawal held =
        kubelet().when(Pods.of(bench().one()).and(Pods.stamped())).then(PodBehaviour.neverReady());
    Path plan = bench().plan(QUICK);
    CountDownLatch restarted = letTwoAskForTheLockAtOnce();

    try (JarProcess one = pod("nightly-one", plan);
        JarProcess other = pod("nightly-other", plan)) {
      Bench.await("a restart", () -> hasRestarted(one) || hasRestarted(other));
      restarted.countDown();
      JarProcess worker = hasRestarted(one) ? one : other;
      JarProcess waiting = worker == one ? other : one;

      String holder = bench().lease().getSpec().getHolderIdentity();
      assertThat(holder).startsWith(worker == one ? "nightly-one/" : "nightly-other/");
      Bench.await(
          "a word of who waits",
          () ->
              waiting.errors().contains("another pod of this Job works on plan faults: " + holder));
      assertThat(waiting.output()).isEmpty();
      worker.kill();
      assertThat(worker.awaitExit(TIMEOUT)).as(worker::transcript).isEqualTo(137);
      held.withdraw();
      assertThat(waiting.awaitExit(TIMEOUT)).as(waiting::transcript).isZero();
      assertThat(waiting.output()).contains(" continued plan/faults ");
    }
    assertThat(bench().endState()).isEqualTo(EndState.UNDISTURBED);
    assertThat(proxy().traffic().calls(Calls.restarts())).hasSize(2);
  }

  /** Who was too late looks at the lock when what is returned is opened, and not before. */
  private CountDownLatch letTwoAskForTheLockAtOnce() {
    CountDownLatch lookable = new CountDownLatch(1);
    CountDownLatch bothAsked = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    proxy()
        .when(Calls.of("create", "leases"))
        .first(2)
        .then(passage -> {
          if (asked.incrementAndGet() == 2) {
            proxy().when(Calls.of("get", "leases")).then(Faults.until(lookable, Faults.none()));
            bothAsked.countDown();
          }
          Faults.until(bothAsked, Faults.none()).strike(passage);
        });
    return lookable;
  }

  /** What the holder of {@code lock} does is told by its record. */
  private String told(LeaseSpec lock) {
    return "another run holds the plan faults: %s since %s (run of faults, run %s: 0 of 2 workloads healthy, 0 failed, at "
        .formatted(
            lock.getHolderIdentity(),
            lock.getAcquireTime().toInstant(),
            bench().truth().facts(bench().one()).marks().get("rollwave.dev/run-id"));
  }

  private JarProcess pod(String name, Path plan) throws IOException {
    return bench().start(Map.of("ROLLWAVE_JOB_UID", "nightly", "HOSTNAME", name), plan);
  }

  private static boolean hasRestarted(JarProcess pod) {
    return pod.output().contains(" restarted ");
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

      assertThat(sleeper.awaitExit(TIMEOUT)).as(sleeper::transcript).isEqualTo(4);
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
