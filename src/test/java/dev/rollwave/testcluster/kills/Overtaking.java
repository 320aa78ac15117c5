package dev.rollwave.testcluster.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.JarProcess;
import dev.rollwave.workload.WorkloadRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;

/**
 * One round with two runners: the first is stopped past its lease, the second takes the run over,
 * the first is woken.
 *
 * @param number of the round
 * @param stoppedAfter its run began
 * @param wokenAfter the second went on with the run; that one may have ended by then
 */
record Overtaking(int number, Duration stoppedAfter, Duration wokenAfter) {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Twelve restarts take eleven seconds at least, so that the first is always stopped within. */
  private static final String PACE = "throttle: {minInterval: 1s}";

  private static final int LATEST_STOP_MILLIS = 9_000;
  private static final int LATEST_WAKING_MILLIS = 9_000;

  static Overtaking drawn(int number, RandomGenerator random) {
    return new Overtaking(
        number,
        Duration.ofMillis(random.nextInt(LATEST_STOP_MILLIS)),
        Duration.ofMillis(random.nextInt(LATEST_WAKING_MILLIS)));
  }

  /** The name of the plan that was run. */
  String play(TwelveWorkloads lane) throws IOException {
    Map<WorkloadRef, Long> before = lane.generations();
    String plan = "stopped-" + number + "-" + Long.toHexString(System.nanoTime());
    Path file = lane.plan(plan, PACE);
    try (JarProcess first = lane.start(file, plan, lane.cluster().kubeconfig())) {
      awaitOutput(first, " started   plan/");
      after(stoppedAfter, first::pause);
      try (JarProcess second = lane.start(file, plan, lane.cluster().kubeconfig())) {
        awaitOutput(second, " continued plan/");
        after(wokenAfter, first::resume);

        assertThat(first.awaitExit(PATIENCE))
            .as(() -> this + "\n" + first.transcript())
            .isEqualTo(4);
        assertThat(first.output() + first.errors()).containsPattern("lock lost|taken over by");
        assertThat(second.awaitExit(PATIENCE)).as(() -> this + "\n" + second.transcript()).isZero();
      }
    }
    lane.assertEachRestartedOnce(before, toString());
    return plan;
  }

  private void awaitOutput(JarProcess process, String text) {
    Awaitility.await(this + ": " + text)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> process.output().contains(text) || !process.isAlive());
    assertThat(process.output()).as(process::transcript).contains(text);
  }

  private static void after(Duration time, Runnable act) {
    CompletableFuture.runAsync(
            act, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS))
        .join();
  }
}
