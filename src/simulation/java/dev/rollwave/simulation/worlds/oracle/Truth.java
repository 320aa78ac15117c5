package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.simulation.cluster.PodTally;
import dev.rollwave.simulation.cluster.RestartRecord;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.worlds.world.Deed;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is so in the cluster, whatever the engine believes. On purpose it does not use the engine's
 * own rules.
 */
final class Truth {
  private final SimulatedWorld world;
  private final String runId;
  private final Set<WorkloadRef> hasty = new HashSet<>();

  /**
   * Of one run.
   *
   * @param played what is known of the world beside its cluster
   */
  Truth(SimulatedWorld world, World played, String runId) {
    this.world = world;
    this.runId = runId;
    for (Fault fault : played.faults()) {
      if (fault instanceof Fault.HastyCounts counts) {
        hasty.add(counts.ref());
      } else if (fault instanceof Fault.Meddling meddling
          && meddling.deed() instanceof Deed.EditCountedAhead) {
        hasty.add(meddling.ref());
      }
    }
  }

  boolean hasPods(WorkloadRef ref) {
    return world.snapshotOf(ref).filter(now -> now.desired() > 0).isPresent();
  }

  /** As it stands in the cluster; empty when there is none. */
  Optional<WorkloadSnapshot> snapshotOf(WorkloadRef ref) {
    return world.snapshotOf(ref);
  }

  /** When any run last restarted the workload that now stands under this name. */
  Optional<Instant> lastRestart(WorkloadRef ref) {
    List<RestartRecord> all =
        world.snapshotOf(ref).isPresent() ? world.restartsOf(ref) : List.<RestartRecord>of();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().at());
  }

  /** How often the run restarted the workload that now stands under this name. */
  int restartsOfPresent(WorkloadRef ref) {
    if (world.snapshotOf(ref).isEmpty()) {
      return 0;
    }
    int count = 0;
    for (RestartRecord restart : world.restartsOf(ref)) {
      count += restart.mark().runId().equals(runId) ? 1 : 0;
    }
    return count;
  }

  /** Since when each pod of its newest revision that is Ready, and is not to go, is so. */
  List<Instant> readySince(WorkloadRef ref) {
    return world.snapshotOf(ref).isPresent() ? world.readySince(ref) : List.of();
  }

  /** Restarted by the run and rolled out whole. */
  boolean isHealthy(WorkloadRef ref) {
    Optional<WorkloadSnapshot> found = world.snapshotOf(ref);
    return found.isPresent()
        && isOurs(found.get())
        && (isWhole(found.get())
            || isWholeBehindItsCounts(found.get())
            || isWholeAndMore(found.get()));
  }

  /** Whether another run has restarted it since this one did, if it did. */
  boolean isAnothers(WorkloadRef ref) {
    return world
        .snapshotOf(ref)
        .flatMap(now -> now.object().mark())
        .filter(mark -> !mark.runId().equals(runId))
        .isPresent();
  }

  /** Whether the run's restart is still to be seen on it. */
  boolean carriesItsStamp(WorkloadRef ref) {
    return world.snapshotOf(ref).filter(this::isOurs).isPresent();
  }

  /** Whether its template carries a stamp that is earlier than {@code stamp}. */
  boolean carriesAStampBefore(WorkloadRef ref, String stamp) {
    return world
        .snapshotOf(ref)
        .flatMap(now -> now.object().stamp())
        .filter(found -> found.compareTo(stamp) < 0)
        .isPresent();
  }

  /**
   * Whether its counts, which run ahead, say that it is whole, and nothing else tells that it
   * changed since it was of {@code generation}: no runner can see more.
   */
  boolean isHiddenByItsCounts(WorkloadRef ref, long generation) {
    return hasty.contains(ref)
        && world
            .snapshotOf(ref)
            .filter(now -> countsAreRight(now) && now.object().generation() == generation)
            .isPresent();
  }

  private boolean isOurs(WorkloadSnapshot now) {
    return now.object().mark().filter(mark -> mark.runId().equals(runId)).isPresent()
        && now.object().stamp().isPresent();
  }

  /** Rolled out whole, for this run or not; {@code now} is how it is now. */
  boolean isWhole(WorkloadSnapshot now) {
    return now.object().observedGeneration() == now.object().generation()
        && countsAreRight(now)
        && podsAreRight(now, world.podsCounted(now.ref()));
  }

  // Where counts run ahead they fall back when that ends, and may come after the pods by then.
  private boolean isWholeBehindItsCounts(WorkloadSnapshot now) {
    return hasty.contains(now.ref()) && podsAreRight(now, world.podsCounted(now.ref()));
  }

  // Scaled down a moment ago: all that are wanted are there, and of no older revision. As kubectl
  // rollout status does, a runner takes that for complete.
  private boolean isWholeAndMore(WorkloadSnapshot now) {
    return now instanceof DeploymentSnapshot it
        && it.object().observedGeneration() == it.object().generation()
        && it.updated() > it.desired()
        && it.replicas() == it.updated()
        && it.available() >= it.updated()
        && world.podsCounted(it.ref()).outdated() == 0
        && world.podsCounted(it.ref()).ready() >= it.desired();
  }

  /** Whether its counts may say that it is whole while its pods are not. */
  boolean isHasty(WorkloadRef ref) {
    return hasty.contains(ref);
  }

  /** Whether its counts say that it is whole. */
  boolean countsAreRight(WorkloadSnapshot now) {
    return now.available() >= now.desired()
        && switch (now) {
          case DeploymentSnapshot it ->
              it.updated() == it.desired() && it.replicas() == it.desired();
          case StatefulSetSnapshot it ->
              it.updated() >= it.desired() - it.partition() && it.replicas() == it.desired();
          case DaemonSetSnapshot it -> it.updated() == it.desired();
        };
  }

  private static boolean podsAreRight(WorkloadSnapshot now, PodTally pods) {
    // A set that is scaled to 0 and up again has no older revision any more to keep pods at.
    int keptBack = now instanceof StatefulSetSnapshot it ? it.partition() : 0;
    return pods.outdated() <= keptBack && pods.ready() == now.desired() - pods.outdated();
  }
}
