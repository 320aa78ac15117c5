package dev.rollwave.testcluster.kills;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.proxy.Call;
import dev.rollwave.testcluster.proxy.Calls;
import dev.rollwave.testcluster.proxy.FaultProxy;
import dev.rollwave.testcluster.proxy.Rule;
import dev.rollwave.workload.WorkloadRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A run that was killed at one point, and what the next start made of it.
 *
 * @param point where
 * @param plan whose run
 * @param wasReached false when the run ended before it came to the point
 * @param requests that the first process sent to change something
 * @param recorded id of the run that the record named right after the kill; empty without a record
 */
record KillRound(
    KillPoint point,
    String plan,
    boolean wasReached,
    List<Call> requests,
    Optional<String> recorded) {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final int KILLED = 137;
  private static final int UNREACHABLE = 6;
  private static final int MAX_ATTEMPTS = 4;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Starts a run, kills it at {@code point}, starts it again as another pod of the same Job, and
   * looks at the cluster.
   *
   * @param pace of the run; see {@link TwelveWorkloads#plan}
   */
  static KillRound play(TwelveWorkloads lane, KillPoint point, String pace) throws IOException {
    for (int tried = 1; tried < MAX_ATTEMPTS; tried++) {
      Optional<KillRound> round = attempt(lane, point, pace);
      if (round.isPresent()) {
        return round.get();
      }
    }
    throw new AssertionError("the cluster could not be reached again and again");
  }

  // A machine that starts eight processes at once lets a connection wait for longer than the ten
  // seconds that a run grants it. Such a start touches nothing, and comes to no point.
  private static Optional<KillRound> attempt(TwelveWorkloads lane, KillPoint point, String pace)
      throws IOException {
    Map<WorkloadRef, Long> before = lane.generations();
    String plan = point + "-" + Long.toHexString(System.nanoTime());
    Path file = lane.plan(plan, pace);
    try (FaultProxy proxy = FaultProxy.before(lane.cluster().kubeconfig())) {
      CompletableFuture<JarProcess> process = new CompletableFuture<>();
      Rule rule =
          proxy
              .when(point.request().calls())
              .nth(point.nth())
              .then(point.fault(() -> process.join().kill()));
      Path through =
          proxy.kubeconfig(lane.cluster().kubeconfig(), lane.folder().resolve(plan + ".through"));
      try (JarProcess first = lane.start(file, plan, through)) {
        process.complete(first);
        int status = first.awaitExit(TIMEOUT);
        boolean wasReached = rule.struck() > 0;
        if (status == UNREACHABLE && proxy.traffic().calls(Calls.mutating()).isEmpty()) {
          return Optional.empty();
        }
        assertThat(status)
            .as(() -> point + "\n" + first.transcript())
            .isEqualTo(wasReached ? KILLED : 0);
        Optional<String> recorded = lane.record(plan).map(KillRound::runId);
        if (wasReached) {
          startAgain(lane, point, file, plan);
        }
        lane.assertEachRestartedOnce(before, point.toString());
        return Optional.of(
            new KillRound(
                point, plan, wasReached, proxy.traffic().calls(Calls.mutating()), recorded));
      }
    }
  }

  private static void startAgain(TwelveWorkloads lane, KillPoint point, Path file, String plan)
      throws IOException {
    int status = UNREACHABLE;
    for (int tried = 1; status == UNREACHABLE && tried < MAX_ATTEMPTS; tried++) {
      try (JarProcess next = lane.start(file, plan, lane.cluster().kubeconfig())) {
        status = next.awaitExit(TIMEOUT);
        assertThat(status).as(() -> point + "\n" + next.transcript()).isIn(0, UNREACHABLE);
      }
    }
    assertThat(status).as("the last start after %s", point).isZero();
  }

  private static String runId(String record) {
    try {
      return JSON.readTree(record).at("/run/runId").asText();
    } catch (IOException e) {
      throw new AssertionError("a torn record: " + record, e);
    }
  }
}
