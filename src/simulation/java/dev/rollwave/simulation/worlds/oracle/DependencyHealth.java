package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.plan.Wave;
import dev.rollwave.simulation.worlds.environment.ExternalActors;
import dev.rollwave.simulation.worlds.expected.Tolerances;
import dev.rollwave.simulation.worlds.world.Waves;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.workload.WorkloadRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Holds that whatever a restart depends on is healthy in the cluster's truth when the restart is
 * sent. All that excuses is what happened so lately that no watch can have told of it.
 *
 * @param world that is played
 * @param truth what is so in its cluster, for the run
 * @param healthTimeline since when that is so
 * @param externalActors what others did to the workloads
 * @param clock the world's
 */
record DependencyHealth(
    World world,
    Truth truth,
    HealthTimeline healthTimeline,
    ExternalActors externalActors,
    InstantSource clock) {

  /**
   * At the instant at which the API server writes a stamp of the run.
   *
   * @param sender whose restart it is
   * @param sent when that was
   */
  void requireHealthy(WorkloadRef ref, RunnerTerm sender, Instant sent) {
    Instant latest = sent.minus(Tolerances.ignorance(world));
    Waves waves = sender.invariants().waves();
    for (Wave dependency : waves.ancestorsOf(waves.of(ref))) {
      boolean isDirect = waves.dependenciesOf(waves.of(ref)).contains(dependency);
      for (WorkloadRef other : waves.refs(dependency)) {
        // That others hold their dependents up is held when those start.
        boolean counts = isDirect || sender.invariants().settled().isCalledHealthy(other);
        Optional<Instant> since = counts ? unfitSince(other, sender) : Optional.empty();
        if (since.filter(latest::isAfter).isPresent()) {
          throw new BrokenPromise(
              Promise.AFTER_DEPENDENCIES,
              "%s is not healthy since %s when %s is stamped, which was sent at %s"
                  .formatted(other, since.orElseThrow(), ref, sent),
              clock.instant());
        }
      }
    }
  }

  /**
   * Since when a workload is not what others may build on, as far as anybody can see that; empty
   * when they may.
   */
  private Optional<Instant> unfitSince(WorkloadRef ref, RunnerTerm sender) {
    boolean isOurs = truth.restartsOfPresent(ref) > 0 && truth.carriesItsStamp(ref);
    boolean isPassedOver = sender.invariants().settled().isSkipped(ref);
    if (truth.isHealthy(ref) || truth.isAnothers(ref) || isPassedOver) {
      return Optional.empty();
    }
    if (truth.snapshotOf(ref).isEmpty()) {
      return externalActors.lastDeed(ref).or(() -> Optional.of(Instant.MIN));
    }
    if (!truth.hasPods(ref)
        || truth.isHiddenByItsCounts(ref, sender.invariants().settled().provenAt(ref))) {
      return Optional.empty();
    }
    return isOurs
        ? healthTimeline.brokenSince(ref).map(at -> shownSince(ref, at))
        : externalActors.lastDeed(ref).or(() -> Optional.of(Instant.MIN));
  }

  // Counts that ran ahead hide that it broke until they are over.
  private Instant shownSince(WorkloadRef ref, Instant brokenSince) {
    return Optional.of(ref)
        .filter(truth::isHasty)
        .flatMap(healthTimeline::shownBrokenSince)
        .filter(brokenSince::isBefore)
        .orElse(brokenSince);
  }
}
