package dev.rollwave.testcluster.kills;

import static dev.rollwave.testcluster.kills.KillPoint.Moment.AFTER;
import static dev.rollwave.testcluster.kills.KillPoint.Moment.BEFORE;
import static dev.rollwave.testcluster.kills.KillPoint.Request.LOCK_CREATED;
import static dev.rollwave.testcluster.kills.KillPoint.Request.RECORD_CREATED;
import static dev.rollwave.testcluster.kills.KillPoint.Request.RECORD_WRITTEN;
import static dev.rollwave.testcluster.kills.KillPoint.Request.RESTART;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.ControlPlane;
import dev.rollwave.testcluster.OnCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.kills.KillPoint.Moment;
import dev.rollwave.testcluster.kills.KillPoint.Request;
import dev.rollwave.testcluster.proxy.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jar, killed before and after its requests that change something, and started again:
 * the cluster ends as without the kill, by one restart of each workload.
 */
@OnCluster
class KillMatrixIT {
  private static final String EXTENT = "rollwave.kills";
  private static final int LANES = 8;
  private static final int LANES_OF_A_SLICE = 4;

  /** How many more writings of a kind than in an undisturbed run are looked for at once. */
  private static final int HEADROOM = 2;

  /** A point that lies among those reached may be missed by a run that was quicker. */
  private static final int MOST_TRIES = 4;

  @Test
  @DisabledIfSystemProperty(named = EXTENT, matches = "all")
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
      List<KillRound> rounds = lanes.play(slice, KillRound::play);

      assertThat(rounds).allMatch(KillRound::wasReached);
      cluster.controlPlane().ifPresent(own -> assertAudited(own, rounds));
    }
  }

  @Test
  @EnabledIfSystemProperty(named = EXTENT, matches = "all")
  void a_run_killed_before_or_after_any_request_that_changes_something_is_gone_on_with(
      TestCluster cluster, @TempDir Path folder) {
    Instant began = Instant.now();
    List<KillRound> rounds = new ArrayList<>();
    try (Lanes lanes = new Lanes(cluster, folder, LANES)) {
      KillRound undisturbed =
          lanes.play(List.of(new KillPoint(RESTART, 1000, BEFORE)), KillRound::play).getFirst();
      rounds.add(undisturbed);
      List<KillPoint> points = first(undisturbed.requests());
      while (!points.isEmpty()) {
        rounds.addAll(lanes.play(points, KillRound::play));
        points = stillToReach(rounds);
      }
      System.out.println(told(undisturbed, rounds, Duration.between(began, Instant.now())));

      assertThat(holes(rounds)).isEmpty();
      assertThat(reached(rounds))
          .contains(new KillPoint(RESTART, TwelveWorkloads.COUNT, AFTER))
          .doesNotContain(new KillPoint(RESTART, TwelveWorkloads.COUNT + 1, BEFORE));
      cluster.controlPlane().ifPresent(own -> assertAudited(own, rounds));
    }
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
    // Or there would be requests at which nobody is killed.
    assertThat(requests).allMatch(known);
    return points;
  }

  private static Set<KillPoint> reached(List<KillRound> rounds) {
    return rounds.stream()
        .filter(KillRound::wasReached)
        .map(KillRound::point)
        .collect(Collectors.toSet());
  }

  /** Points that no run came to, though one came further. */
  private static List<KillPoint> holes(List<KillRound> rounds) {
    Set<KillPoint> reached = reached(rounds);
    return rounds.stream()
        .map(KillRound::point)
        .distinct()
        .filter(point -> !reached.contains(point))
        .filter(point -> reached.stream().anyMatch(point::isBefore))
        .toList();
  }

  private static List<KillPoint> stillToReach(List<KillRound> rounds) {
    Set<KillPoint> played = new HashSet<>(rounds.stream().map(KillRound::point).toList());
    Stream<KillPoint> further =
        reached(rounds).stream().map(KillPoint::next).filter(point -> !played.contains(point));
    Stream<KillPoint> again =
        holes(rounds).stream()
            .filter(hole ->
                rounds.stream().filter(round -> round.point().equals(hole)).count() < MOST_TRIES);
    return Stream.concat(further, again).toList();
  }

  private static String told(KillRound undisturbed, List<KillRound> rounds, Duration took) {
    StringBuilder text = new StringBuilder("kill matrix: ");
    text.append(undisturbed.requests().size()).append(" requests that change something; ");
    text.append(reached(rounds).size()).append(" points, each killed at and gone on with; ");
    text.append(rounds.size()).append(" rounds in ").append(took.toSeconds()).append(" s\n");
    for (Request request : Request.values()) {
      long points = reached(rounds).stream().filter(p -> p.request() == request).count();
      text.append("  %-16s %3d%n".formatted(request, points));
    }
    return text.toString();
  }

  // All in one reading: the log of a whole matrix is long.
  private static void assertAudited(ControlPlane own, List<KillRound> rounds) {
    Awaitility.await("the last restarts, recorded")
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> {
          Map<String, List<EffectiveRestart>> byPlan =
              EffectiveRestart.in(own.auditLog()).stream()
                  .collect(Collectors.groupingBy(EffectiveRestart::plan));
          rounds.forEach(
              round -> assertAudited(round, byPlan.getOrDefault(round.plan(), List.of())));
        });
  }

  private static void assertAudited(KillRound round, List<EffectiveRestart> restarts) {
    assertThat(restarts)
        .as("restarts of %s", round)
        .hasSize(TwelveWorkloads.COUNT)
        .extracting(EffectiveRestart::workload)
        .doesNotHaveDuplicates();
    Set<String> ids = restarts.stream().map(EffectiveRestart::runId).collect(Collectors.toSet());
    assertThat(ids).as("runs that restarted in %s", round).hasSize(1);
    round.recorded().ifPresent(id -> assertThat(ids).containsExactly(id));
  }
}
