package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.proxy.Calls;
import dev.rollwave.testcluster.proxy.Fault;
import dev.rollwave.testcluster.proxy.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged jar, killed or asked to end in the middle of a run, and started again. */
@OnSharedCluster
class KilledRunIT extends FaultIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(5);

  @BeforeEach
  void create() {
    bench().createBoth();
  }

  private void killAtTheFirstRestart(Function<Runnable, Fault> moment) throws IOException {
    CompletableFuture<JarProcess> process = new CompletableFuture<>();
    proxy().when(Calls.restartsOf("one")).nth(1).then(moment.apply(() -> process.join().kill()));
    Path plan = bench().plan(QUICK);
    try (JarProcess killed = bench().start(plan)) {
      process.complete(killed);
      assertThat(killed.awaitExit(TIMEOUT)).as(killed::transcript).isEqualTo(137);
    }
    bench().shortenLease();
    try (JarProcess next = bench().start(plan)) {
      assertThat(next.awaitExit(TIMEOUT)).as(next::transcript).isZero();
      assertThat(bench().endState()).as(next::transcript).isEqualTo(EndState.UNDISTURBED);
    }
  }

  @Test
  void f1_killed_before_the_restart_the_next_start_restarts_once() throws IOException {
    killAtTheFirstRestart(Faults::resetBefore);

    assertThat(proxy().traffic().calls(Calls.restartsOf("one"))).hasSize(2);
  }

  @Test
  void f2_killed_after_the_restart_the_next_start_finds_it_and_restarts_nothing_twice()
      throws IOException {
    killAtTheFirstRestart(Faults::resetAfter);

    assertThat(proxy().traffic().calls(Calls.restartsOf("one"))).hasSize(1);
  }

  private JarProcess rollingOut(Path plan, String... options) throws IOException {
    kubelet().when(Pods.of(bench().one()).and(Pods.stamped())).then(PodBehaviour.neverReady());
    JarProcess run = bench().start(plan, options);
    Bench.await("a restart", () -> run.output().contains(" restarted "));
    return run;
  }

  @Test
  void f26_sigterm_gives_the_lock_back_and_writes_the_report_within_5_seconds() throws IOException {
    Path report = bench().folder().resolve("report.json");
    try (JarProcess run = rollingOut(bench().plan(QUICK), "--report", report.toString())) {
      run.terminate();

      assertThat(run.awaitExit(GRACE)).as(run::transcript).isEqualTo(7);
    }
    assertThat(bench().lease().getSpec().getHolderIdentity()).isNullOrEmpty();
    assertThat(bench().recordText()).contains("\"Interrupted\"");
    assertThat(report).content().contains("\"exitStatus\" : 7");
    assertThat(bench().truth().facts(bench().two()).stamp()).isEmpty();
  }

  @Test
  void f26_sigterm_ends_the_run_within_5_seconds_though_the_api_server_is_silent()
      throws IOException {
    try (JarProcess run = rollingOut(bench().plan(QUICK))) {
      proxy().when(Calls.any()).then(Faults.silence());
      run.terminate();

      assertThat(run.awaitExit(GRACE)).as(run::transcript).isEqualTo(7);
    }
  }

  @Test
  void a_second_sigint_ends_the_run_at_once_though_the_api_server_is_silent() throws IOException {
    assumeThat(JarProcess.hearsInterrupts())
        .as("the build runs in the background of a shell that lets it ignore Ctrl-C")
        .isTrue();
    try (JarProcess run = rollingOut(bench().plan(QUICK))) {
      proxy().when(Calls.any()).then(Faults.silence());
      run.interrupt();
      Bench.await("the run's end", () -> run.output().contains(" outcome=Interrupted "));
      run.interrupt();

      assertThat(run.awaitExit(Duration.ofSeconds(1))).as(run::transcript).isEqualTo(7);
      assertThat(run.errors())
          .contains("left at once, as a second signal asked: lock and record stand as they were");
    }
  }
}
