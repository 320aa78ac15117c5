package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.proxy.Calls;
import dev.rollwave.testcluster.proxy.Faults;
import dev.rollwave.testcluster.proxy.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Windows that close at a bad moment, and clocks that are wrong. */
@OnSharedCluster
class ClockFaultsIT extends FaultIT {
  private static final DateTimeFormatter CRON =
      DateTimeFormatter.ofPattern("m H").withZone(ZoneOffset.UTC);

  private static final Duration OPEN_FOR = Duration.ofMinutes(1);
  private static final Duration STEP = Duration.ofMinutes(5);

  private final MovableClock clock = new MovableClock();
  private FakeKubelet.Withdrawal held = () -> {};

  @BeforeEach
  void createARolloutThatWaitsForTheTest() {
    bench().createBoth();
    held =
        kubelet().when(Pods.of(bench().one()).and(Pods.stamped())).then(PodBehaviour.neverReady());
  }

  /** A plan with a window that opened a moment ago and closes a minute from now. */
  private Path windowed(String waves) throws IOException {
    Instant opened = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    return bench()
        .planOf(
            """
            timeZone: Etc/UTC
            windows: [{cron: "%s * * *", duration: %ds}]
            health: {timeout: 10m, soak: 0s}
            """
                    .formatted(
                        CRON.format(opened),
                        Duration.between(opened, clock.instant()).plus(OPEN_FOR).toSeconds())
                + waves);
  }

  private static final String TWO_WAVES =
      """
      waves:
        - {name: first, workloads: [{kind: Deployment, namespace: HERE, name: one}]}
        - {name: second, workloads: [{kind: Deployment, namespace: HERE, name: two}]}
      """;

  private static final String ONE_WAVE =
      """
      throttle: {maxInFlight: 1}
      waves:
        - name: both
          workloads:
            - {kind: Deployment, namespace: HERE, name: one}
            - {kind: Deployment, namespace: HERE, name: two}
      """;

  private HereRun rollingOut(Path plan) throws IOException {
    HereRun run = bench().begin(plan, clock);
    Bench.await("a restart", () -> run.output().contains(" restarted "));
    return run;
  }

  @Test
  void f11_a_window_that_closes_during_an_outage_stays_closed_after_it() throws IOException {
    try (HereRun run = rollingOut(windowed(TWO_WAVES))) {
      Rule outage =
          proxy()
              .when(Calls.any())
              .then(Faults.now(new Random(7), 1, List.of(Faults.status(500), Faults.status(503))));
      proxy().cut();
      Bench.await("an outage", () -> run.output().contains("500") || run.output().contains("503"));
      held.withdraw();
      clock.jump(OPEN_FOR.multipliedBy(2));
      outage.withdraw();

      assertEnds(run, 4, EndState.ONE_ALONE);
    }
  }

  @Test
  void f22_a_clock_that_is_wrong_by_five_minutes_neither_breaks_a_run_nor_the_one_after_it()
      throws IOException {
    held.withdraw();
    clock.jump(Duration.ofMinutes(5));
    try (HereRun ahead = bench().begin(windowed(TWO_WAVES), clock)) {
      assertEndsUndisturbed(ahead);
    }
    String stampOfTheFirst = bench().truth().facts(bench().one()).stamp().orElseThrow();
    clock.jump(Duration.ofMinutes(-10));
    try (HereRun behind = bench().begin(windowed(TWO_WAVES), clock)) {
      assertThat(behind.awaitExit()).as(behind::output).isZero();
    }

    String stampOfTheSecond = bench().truth().facts(bench().one()).stamp().orElseThrow();
    assertThat(Instant.parse(stampOfTheSecond)).isAfter(Instant.parse(stampOfTheFirst));
    assertThat(bench().truth().facts(bench().one()).generation()).isEqualTo(3);
    assertThat(bench().truth().facts(bench().two()).generation()).isEqualTo(3);
  }

  @Test
  void f22_a_clock_that_steps_back_makes_no_wait_longer() throws IOException {
    held.withdraw();
    long begun = System.nanoTime();
    try (HereRun run = bench().begin(bench().plan("timeout: 40s, soak: 2s"), clock)) {
      Bench.await("a restart", () -> run.output().contains(" restarted "));
      Bench.await("its rollout", () -> bench().truth().facts(bench().one()).complete());
      clock.jump(STEP.negated());

      assertEndsUndisturbed(run);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(STEP);
  }

  @Test
  void f22_a_clock_that_steps_forward_cuts_no_soak_short() throws IOException {
    held.withdraw();
    Duration soak = Duration.ofSeconds(8);
    try (HereRun run = bench().begin(bench().plan("timeout: 40s, soak: 8s"), clock)) {
      Bench.await("a soak", () -> run.output().contains(" soak "));
      long seen = System.nanoTime();
      clock.jump(STEP);
      Bench.await("the step", () -> run.output().contains(" clock "));
      Bench.await("its end", () -> run.output().contains(" healthy "));

      assertThat(Duration.ofNanos(System.nanoTime() - seen)).isGreaterThan(soak.dividedBy(2));
      assertEndsUndisturbed(run);
    }
  }

  @Test
  void f23_a_window_that_closes_in_a_wave_is_gone_on_with_by_the_next_start_inside_one()
      throws IOException {
    Path plan = windowed(ONE_WAVE);
    try (HereRun run = rollingOut(plan)) {
      clock.jump(OPEN_FOR.multipliedBy(2));
      held.withdraw();

      assertEnds(run, 4, EndState.ONE_ALONE);
      assertThat(run.output()).contains("the window closed");
    }

    clock.jump(OPEN_FOR.multipliedBy(2).negated());
    try (HereRun next = bench().begin(plan, clock)) {
      assertEndsUndisturbed(next);
      assertThat(next.output()).contains(" continued ");
    }
  }

  /** A clock that a test sets. */
  private static final class MovableClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    void jump(Duration by) {
      ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }
  }
}
