package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.engine.FinalState;
import dev.rollwave.simulation.worlds.environment.ExternalActors;
import dev.rollwave.simulation.worlds.expected.Tolerances;
import dev.rollwave.simulation.worlds.world.Waves;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.window.Instants;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.rollout.ForeignChange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Holds what one runner claims of a workload, that it is healthy or why it failed, to be so. */
final class WorkloadClaims {
  private final World world;
  private final Waves waves;
  private final Truth truth;
  private final HealthTimeline healthTimeline;
  private final ExternalActors externalActors;
  private final InstantSource clock;
  private final Duration tolerance;
  private final Duration blindness;
  private final Duration unseen;

  /**
   * Of a runner that begins now.
   *
   * @param waves of the plan as it has read it
   * @param tolerance how far its clock may be from the one of what it found written down
   */
  WorkloadClaims(
      World world,
      Waves waves,
      Truth truth,
      HealthTimeline healthTimeline,
      ExternalActors externalActors,
      InstantSource clock,
      Duration tolerance) {
    this.world = world;
    this.waves = waves;
    this.truth = truth;
    this.healthTimeline = healthTimeline;
    this.externalActors = externalActors;
    this.clock = clock;
    this.tolerance = tolerance;
    this.blindness = Tolerances.blindness(world);
    this.unseen = Tolerances.watchLag(world);
  }

  /** It says that a workload failed: that another one stands there explains all that is missing. */
  void requireNotReplaced(WorkloadRef ref, FinalState.Failed failed) {
    boolean isAnother =
        truth
            .snapshotOf(ref)
            .filter(now ->
                failed.restart().filter(it -> !it.uid().equals(now.object().uid())).isPresent())
            .isPresent();
    if (isAnother && failed.reason().equals("HealthTimeout") && !isChangedUnseen(ref)) {
      throw broken(Promise.TELLS_TRUTH, ref + " was created again, and is said to have failed");
    }
  }

  /** It says that a workload is healthy, or was when another runner wrote that down. */
  void requireHealthy(WorkloadRef ref, FinalState.Healthy healthy) {
    requireHealthy(ref, healthy, waves.of(ref).health().onForeignChange());
  }

  /**
   * It says that one that had changed since is healthy: what others changed it may have waited for.
   */
  void requireHealthyAgain(WorkloadRef ref, FinalState.Healthy healthy) {
    requireHealthy(ref, healthy, ForeignChange.WAIT);
  }

  private void requireHealthy(
      WorkloadRef ref, FinalState.Healthy healthy, ForeignChange onForeignChange) {
    Evidence.objection(healthy, onForeignChange)
        .ifPresent(objection -> {
          throw broken(Promise.PROVEN, objection);
        });
    if (!truth.isHealthy(ref) && !isChangedUnseen(ref) && !isEvictedUnseen(ref)) {
      throw broken(Promise.PROVEN, ref + " is called healthy");
    }
  }

  /** Whether that is what it says of one that it leaves unproven. */
  static boolean isSaidToBeBroken(FinalState.Unproven unproven) {
    return unproven.reason().startsWith("it was proven healthy, and is no longer");
  }

  /**
   * It says that a workload that was healthy is no longer.
   *
   * @param stamp of the restart that was proven; where an earlier one stands, which somebody sets
   *     whose clock is behind, nobody can tell that from a template that was put back
   */
  void requireBroken(WorkloadRef ref, String stamp) {
    if (truth.carriesAStampBefore(ref, stamp)) {
      return;
    }
    Instant unseenSince = clock.instant().minus(blindness);
    boolean isWholeForLong =
        healthTimeline.wholeSince(ref).filter(since -> since.isBefore(unseenSince)).isPresent();
    if (truth.isHealthy(ref) && isWholeForLong && !isChangedUnseen(ref)) {
      throw broken(
          Promise.TELLS_TRUTH,
          "%s is said to be no longer healthy, and is whole since %s"
              .formatted(ref, healthTimeline.wholeSince(ref).orElseThrow()));
    }
  }

  /**
   * It says that a soak has just proven a workload: each of its pods was Ready in the cluster all
   * the time, whether anybody could see it or not. Only what happened so lately that no watch can
   * have told of it yet does not count, nor what happened after it asked for the pods that it is
   * told of, nor how far off a clock is that began the soak.
   */
  void requireSoaked(WorkloadRef ref, FinalState.Healthy healthy) {
    if (healthy.last().desired() == 0) {
      throw broken(Promise.PROVEN, ref + " is called healthy, and has no pod to prove it");
    }
    Duration soak = waves.of(ref).health().soak();
    Instant now = clock.instant();
    Instant asked = healthTimeline.knownUntil(ref);
    Instant begun = asked.minus(soak).plus(tolerance).plus(Tolerances.countsLag(world, ref));
    if (soak.isZero() || isChangedUnseen(ref) || isEvictedUnseen(ref)) {
      return;
    }
    Instant known = Instants.min(now.minus(unseen), asked);
    for (Instant since : truth.readySince(ref)) {
      if (since.isAfter(begun) && !since.isAfter(known)) {
        throw broken(
            Promise.PROVEN,
            "%s is called healthy after a soak of %s, and has a pod that is Ready since %s"
                .formatted(ref, soak, since));
      }
    }
  }

  private boolean isEvictedUnseen(WorkloadRef ref) {
    Instant unseenSince = clock.instant().minus(Tolerances.replacementLag(world));
    return externalActors.lastEviction(ref).filter(unseenSince::isBefore).isPresent();
  }

  // No runner sees at once what others do.
  private boolean isChangedUnseen(WorkloadRef ref) {
    return truth.isAnothers(ref)
        || externalActors
            .lastDeed(ref)
            .filter(deed -> deed.isAfter(clock.instant().minus(blindness)))
            .isPresent();
  }

  private BrokenPromise broken(Promise promise, String what) {
    return new BrokenPromise(promise, what, clock.instant());
  }
}
