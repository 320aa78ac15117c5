package dev.rollwave.testcluster.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.workload.WorkloadRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One round with two runners: the first is stopped past its lease, the second takes the run over,
 * the first is woken.
 *
 * @param number of the round
 * @param stoppedAfter its run began
 * @param wokenAfter the second went on with the run; that one may have ended by then
 */
record Overtaking(int number, Duration stoppedAfter, Duration wokenAfter) {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  /** Twelve restarts take eleven seconds at least, so that the first is always stopped within. */
  private static final String PACE = "throttle: {minInterval: 1s}";

  private static final int UNREACHABLE = 6;
  private static final int MAX_ATTEMPTS = 4;
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
    try (JarProcess first = begun(lane, file, plan, " started   plan/")) {
      after(stoppedAfter, first::pause);
      try (JarProcess second = begun(lane, file, plan, " continued plan/")) {
        after(wokenAfter, first::resume);

        assertThat(first.awaitExit(TIMEOUT))
            .as(() -> this + "\n" + first.transcript())
            .isEqualTo(4);
        assertThat(first.output() + first.errors()).containsPattern("lock lost|taken over by");
        assertThat(second.awaitExit(TIMEOUT)).as(() -> this + "\n" + second.transcript()).isZero();
      }
    }
    lane.assertEachRestartedOnce(before, toString());
    return plan;
  }

  // A machine that starts many processes at once lets a connection wait for longer than a run
  // grants it. Such a start touches nothing, and is made again.
  private JarProcess begun(TwelveWorkloads lane, Path file, String plan, String word)
      throws IOException {
    for (int tried = 1; ; tried++) {
      JarProcess process = lane.start(file, plan, lane.cluster().kubeconfig());
      if (saysOrEnds(process, word)) {
        return process;
      }
      assertThat(process.awaitExit(TIMEOUT))
          .as(() -> this + ":" + word + "\n" + process.transcript())
          .isEqualTo(UNREACHABLE);
      assertThat(process.output()).as("of a start that came to nothing").isEmpty();
      assertThat(tried).as("starts that could not reach the cluster").isLessThan(MAX_ATTEMPTS);
    }
  }

  /** Whether it says {@code word}; false when it ends without. */
  private boolean saysOrEnds(JarProcess process, String word) {
    try {
      Awaitility.await(this + ":" + word)
          .atMost(TIMEOUT)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> process.output().contains(word) || !process.isAlive());
      return process.output().contains(word);
    } catch (ConditionTimeoutException e) {
      process.close();
      throw new AssertionError(process.transcript(), e);
    }
  }

  private static void after(Duration time, Runnable act) {
    CompletableFuture.runAsync(
            act, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS))
        .join();
  }
}
