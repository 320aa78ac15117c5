package dev.rollwave.simulation.worlds;

import dev.rollwave.simulation.PodTally;
import dev.rollwave.simulation.SimulatedWorld;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Watches when each workload's rollout last got further in the cluster's truth: one more pod of its
 * newest template, or one more of these Ready, than there ever were. It looks at the pods whenever
 * the cluster writes a workload down or a runner reads its pods, since no runner can see anything
 * else, and remembers since when a workload has been rolled out whole or has not.
 */
final class Vigil {
  private final SimulatedWorld cluster;
  private final Truth truth;
  private final Map<WorkloadRef, Reached> reached = new HashMap<>();
  private final Map<WorkloadRef, Instant> wholeSince = new HashMap<>();
  private final Map<WorkloadRef, Instant> brokenSince = new HashMap<>();

  private record Reached(Optional<String> revision, int pods, int ready, Instant at) {}

  Vigil(SimulatedWorld cluster, Truth truth) {
    this.cluster = cluster;
    this.truth = truth;
  }

  /** The cluster wrote {@code now} down. */
  void written(WorkloadSnapshot now) {
    podsRead(now.ref());
    if (truth.isWhole(now)) {
      wholeSince.putIfAbsent(now.ref(), cluster.time().instant());
      brokenSince.remove(now.ref());
    } else {
      wholeSince.remove(now.ref());
      brokenSince.putIfAbsent(now.ref(), cluster.time().instant());
    }
  }

  /** Whoever reads the pods of {@code ref} sees how far they have got. */
  void podsRead(WorkloadRef ref) {
    PodTally pods = cluster.podsCounted(ref);
    Optional<String> revision = cluster.newestRevision(ref);
    Reached before = reached.get(ref);
    Instant at = cluster.time().instant();
    if (before == null || !before.revision().equals(revision)) {
      reached.put(ref, new Reached(revision, pods.newest(), pods.ready(), at));
    } else if (pods.newest() > before.pods() || pods.ready() > before.ready()) {
      int most = Math.max(before.pods(), pods.newest());
      int mostReady = Math.max(before.ready(), pods.ready());
      reached.put(ref, new Reached(revision, most, mostReady, at));
    }
  }

  /** Since when it is not whole, without interruption; empty when it is, or was never changed. */
  Optional<Instant> brokenSince(WorkloadRef ref) {
    return Optional.ofNullable(brokenSince.get(ref));
  }

  /** Since when, without interruption; empty when it is not, or was never changed. */
  Optional<Instant> wholeSince(WorkloadRef ref) {
    return Optional.ofNullable(wholeSince.get(ref));
  }

  /** When it last got further, or got another revision; empty when it was never changed. */
  Optional<Instant> movedAt(WorkloadRef ref) {
    return Optional.ofNullable(reached.get(ref)).map(Reached::at);
  }
}
