package dev.rollwave.testcluster.kills;

import static dev.rollwave.testcluster.kills.KillPoint.Moment.AFTER;
import static dev.rollwave.testcluster.kills.KillPoint.Moment.BEFORE;
import static dev.rollwave.testcluster.kills.KillPoint.Request.LOCK_CREATED;
import static dev.rollwave.testcluster.kills.KillPoint.Request.RECORD_CREATED;
import static dev.rollwave.testcluster.kills.KillPoint.Request.RECORD_WRITTEN;
import static dev.rollwave.testcluster.kills.KillPoint.Request.RESTART;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.OnCluster;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.controlplane.ControlPlane;
import dev.rollwave.testcluster.kills.KillPoint.Moment;
import dev.rollwave.testcluster.kills.KillPoint.Request;
import dev.rollwave.testcluster.proxy.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jar, killed before and after its requests that change something, and started again:
 * the cluster ends as without the kill, by one restart of each workload.
 */
@OnCluster
@Order(OnSharedCluster.LONG)
class KillMatrixIT {
  private static final String EXTENT = "rollwave.kills";
  private static final int LANES = 8;
  private static final int LANES_OF_A_SLICE = 4;

  /** How many more writings of a kind than in an undisturbed run are looked for at once. */
  private static final int HEADROOM = 2;

  @Test
  @DisabledIfSystemProperty(
      named = EXTENT,
      matches = "all",
      disabledReason = "the whole matrix, which is played now, has these points too")
  void a_slice_of_the_matrix_a_run_killed_at_one_point_of_each_kind_is_gone_on_with(
      TestCluster cluster, @TempDir Path folder) {
    List<KillPoint> slice =
        List.of(
            new KillPoint(LOCK_CREATED, 1, AFTER),
            new KillPoint(RECORD_CREATED, 1, BEFORE),
            new KillPoint(RECORD_CREATED, 1, AFTER),
            new KillPoint(RESTART, 2, AFTER),
            new KillPoint(RESTART, 7, BEFORE),
            new KillPoint(RESTART, TwelveWorkloads.COUNT, AFTER),
            new KillPoint(RECORD_WRITTEN, 2, BEFORE),
            new KillPoint(RECORD_WRITTEN, 3, AFTER));
    try (Lanes lanes = new Lanes(cluster, folder, LANES_OF_A_SLICE)) {
      List<KillRound> rounds = lanes.play(slice, (lane, point) -> KillRound.play(lane, point, ""));

      assertThat(rounds).allMatch(KillRound::wasReached);
      cluster
          .controlPlane()
          .ifPresent(own -> AuditedRounds.assertRestartedOnce(own.auditLog(), rounds));
    }
  }

  @Test
  @EnabledIfSystemProperty(
      named = EXTENT,
      matches = "all",
      disabledReason = "takes minutes; -Pkills plays it, this build a slice of it")
  void a_run_killed_before_or_after_any_request_that_changes_something_is_gone_on_with(
      TestCluster cluster, @TempDir Path folder) {
    Instant began = Instant.now();
    List<KillRound> rounds = new ArrayList<>();
    try (Lanes lanes = new Lanes(cluster, folder, LANES)) {
      KillRound undisturbed =
          lanes
              .play(
                  List.of(new KillPoint(RESTART, 1000, BEFORE)),
                  (lane, point) -> KillRound.play(lane, point, ""))
              .getFirst();
      rounds.add(undisturbed);
      List<KillPoint> points = first(undisturbed.requests());
      while (!points.isEmpty()) {
        Coverage soFar = new Coverage(rounds);
        rounds.addAll(
            lanes.play(
                points, (lane, point) -> playAndTell(lane, point, pace(soFar.tries(point)))));
        points = new Coverage(rounds).stillToReach();
      }
      Coverage coverage = new Coverage(rounds);
      System.out.println(coverage.told(Duration.between(began, Instant.now())));

      assertThat(coverage.holes()).isEmpty();
      assertThat(coverage.reached())
          .contains(new KillPoint(RESTART, TwelveWorkloads.COUNT, AFTER))
          .doesNotContain(new KillPoint(RESTART, TwelveWorkloads.COUNT + 1, BEFORE));
      cluster.controlPlane().ifPresent(own -> auditAndTell(own, rounds));
    }
  }

  private static void auditAndTell(ControlPlane own, List<KillRound> rounds) {
    List<EffectiveRestart> restarts = AuditedRounds.assertRestartedOnce(own.auditLog(), rounds);
    System.out.printf(
        "kill matrix: %d effective restarts in the audit log, one of each of %d workloads in each"
            + " of %d rounds%n",
        restarts.size(), TwelveWorkloads.COUNT, rounds.size());
  }

  /** A longer run writes its lock and its record more often, so that it comes further. */
  private static String pace(long tries) {
    return tries == 0 ? "" : "throttle: {minInterval: %ds}".formatted(tries);
  }

  private static KillRound playAndTell(TwelveWorkloads lane, KillPoint point, String pace)
      throws IOException {
    Instant began = Instant.now();
    KillRound round = KillRound.play(lane, point, pace);
    System.out.printf(
        "kill matrix: %s, %d s: %s%n",
        point,
        Duration.between(began, Instant.now()).toSeconds(),
        round.wasReached()
            ? "killed, gone on with, each restarted once"
            : "ended before it came there, each restarted once");
    return round;
  }

  /** Every point of an undisturbed run, and some more that a slower one may reach. */
  private static List<KillPoint> first(List<Call> requests) {
    List<KillPoint> points = new ArrayList<>();
    Predicate<Call> known = _ -> false;
    for (Request request : Request.values()) {
      known = known.or(request.calls());
      long count = requests.stream().filter(request.calls()).count();
      for (Moment moment : Moment.values()) {
        for (int nth = 1; nth <= count + HEADROOM; nth++) {
          points.add(new KillPoint(request, nth, moment));
        }
      }
    }
    // Or there would be requests at which no run is killed.
    assertThat(requests).allMatch(known);
    return points;
  }
}
