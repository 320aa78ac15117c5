package dev.rollwave.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.console.progress.ServeLog;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.quartz.FastClock;
import dev.rollwave.quartz.PlanSchedules;
import dev.rollwave.window.CronSchedule;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanServerTest {
  private final FastClock clock = new FastClock("2026-11-20T00:29:30Z");
  private final StringWriter out = new StringWriter();
  private final StopSignal stop = new StopSignal();
  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void end() {
    release.countDown();
    stop.interrupt("the test is over");
  }

  @Test
  void runs_each_of_two_plans_at_its_time_and_says_when_each_is_next() throws Exception {
    CompletableFuture<ExitStatus> serving =
        serve(
            Duration.ofSeconds(4),
            (plan, _) -> {
              ran.add(plan.name());
              return ExitStatus.DONE;
            },
            plan("nightly", "30 1 * * *"),
            plan("after", "31 1 * * *"));

    await().until(() -> ran.size() == 2 && told().contains("served    plan/after"));
    stop.interrupt("enough");

    assertThat(serving.get(10, TimeUnit.SECONDS)).isEqualTo(ExitStatus.DONE);
    assertThat(ran).containsExactly("nightly", "after");
    assertThat(told())
        .contains(
            "serving   plan/nightly  schedule=\"30 1 * * *\""
                + " next=\"Fri 2026-11-20 01:30 Europe/Madrid\"")
        .contains("starting  plan/nightly  due=2026-11-20T00:30:00Z")
        .contains("served    plan/nightly  exit=0 next=\"Sat 2026-11-21 01:30 Europe/Madrid\"")
        .contains("stopping  serve  reason=enough")
        .contains("stopped   serve");
  }

  @Test
  void a_run_under_way_is_interrupted_and_waited_for() throws Exception {
    CompletableFuture<ExitStatus> serving =
        serve(Duration.ofSeconds(4), this::runUntilInterrupted, plan("nightly", "30 1 * * *"));
    await().until(() -> ran.contains("nightly"));

    stop.interrupt("SIGTERM");

    assertThat(serving.get(10, TimeUnit.SECONDS)).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(told()).containsSubsequence("served    plan/nightly  exit=7", "stopped   serve");
    assertThat(ran).containsExactly("nightly", "nightly: SIGTERM");
  }

  @Test
  void a_run_that_does_not_end_in_time_is_left_and_said() throws Exception {
    CompletableFuture<ExitStatus> serving =
        serve(Duration.ofMillis(100), this::runUntilReleased, plan("nightly", "30 1 * * *"));
    await().until(() -> ran.contains("nightly"));

    stop.interrupt("SIGTERM");

    assertThat(serving.get(10, TimeUnit.SECONDS)).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(told())
        .contains(
            "stopped   serve  left=\"the run of plan nightly did not end within 0s; the next start"
                + " continues it\"");
  }

  @Test
  void a_time_that_comes_while_the_last_run_goes_on_is_skipped_and_said() {
    CompletableFuture<ExitStatus> serving =
        serve(Duration.ofSeconds(4), this::runUntilReleased, plan("each", "* * * * *"));

    await().until(() -> told().contains("skipped   plan/each"));
    assertThat(told()).contains("reason=\"its run of 2026-11-20T00:30:00Z is still under way\"");
    assertThat(ran).containsExactly("each");
    assertThat(serving).isNotDone();
  }

  static Stream<Throwable> faults() {
    return Stream.of(new IllegalStateException("on purpose"), new StackOverflowError("on purpose"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_run_that_breaks_off_is_told_and_does_not_stop_the_others(Throwable fault)
      throws Exception {
    CompletableFuture<ExitStatus> serving =
        serve(
            Duration.ofSeconds(4),
            (plan, _) -> {
              ran.add(plan.name());
              if (plan.name().equals("broken")) {
                raise(fault);
              }
              return ExitStatus.DONE;
            },
            plan("broken", "30 1 * * *"),
            plan("sound", "31 1 * * *"));

    await().until(() -> ran.size() == 2);
    stop.interrupt("enough");

    assertThat(serving.get(10, TimeUnit.SECONDS)).isEqualTo(ExitStatus.DONE);
    assertThat(told()).contains("crashed   plan/broken  fault=\"" + fault + "\"");
  }

  private static void raise(Throwable fault) {
    switch (fault) {
      case Error e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new AssertionError(fault);
    }
  }

  @Test
  void a_listener_that_comes_after_the_signal_is_told_at_once() {
    stop.interrupt("first");
    stop.interrupt("second");

    try (StopSignal.Listening _ = stop.tell(ran::add)) {
      assertThat(ran).containsExactly("first");
    }
  }

  private ExitStatus runUntilInterrupted(RestartPlan plan, StopSignal heard)
      throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    try (StopSignal.Listening _ =
        heard.tell(cause -> {
          ran.add(plan.name() + ": " + cause);
          told.countDown();
        })) {
      ran.add(plan.name());
      told.await();
    }
    return ExitStatus.INTERRUPTED;
  }

  private ExitStatus runUntilReleased(RestartPlan plan, StopSignal ignored)
      throws InterruptedException {
    ran.add(plan.name());
    release.await();
    return ExitStatus.DONE;
  }

  private CompletableFuture<ExitStatus> serve(
      Duration timeout, ServedRun runs, RestartPlan... plans) {
    PlanServer server =
        new PlanServer(List.of(plans), runs, new ServeLog(new PrintWriter(out), clock), stop);
    CompletableFuture<ExitStatus> status = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            status.complete(
                server.with(
                    scheduled ->
                        new PlanSchedules(List.of(plans), scheduled, clock, clock::onSystemClock),
                    timeout));
          } catch (InterruptedException interrupted) {
            status.completeExceptionally(interrupted);
          }
        });
    return status;
  }

  private String told() {
    return out.toString();
  }

  private static RestartPlan plan(String name, String cron) {
    Wave wave =
        new Wave(
            "only",
            List.of(),
            Throttle.NONE,
            Duration.ZERO,
            HealthPolicy.DEFAULT,
            List.of(
                new WorkloadSelection.ByName(
                    new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "cart"))),
            false);
    return new RestartPlan(
        name,
        "test",
        new WindowCalendar(ZoneId.of("Europe/Madrid"), List.of(), List.of()),
        Optional.of(CronSchedule.parse(cron)),
        Throttle.NONE,
        FailurePolicy.HALT,
        List.of(wave));
  }
}
