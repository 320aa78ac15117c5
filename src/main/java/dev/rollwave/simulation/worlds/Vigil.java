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
 * the cluster writes a workload down; what never makes it into a status, no runner can see.
 */
final class Vigil {
  private final SimulatedWorld cluster;
  private final Map<WorkloadRef, Reached> reached = new HashMap<>();

  private record Reached(Optional<String> revision, int pods, int ready, Instant at) {}

  Vigil(SimulatedWorld cluster) {
    this.cluster = cluster;
  }

  /** The cluster wrote {@code now} down. */
  void written(WorkloadSnapshot now) {
    PodTally pods = cluster.podsCounted(now.ref());
    Optional<String> revision = cluster.newestRevision(now.ref());
    Reached before = reached.get(now.ref());
    boolean isAnother = before == null || !before.revision().equals(revision);
    int most = isAnother ? pods.newest() : Math.max(before.pods(), pods.newest());
    int mostReady = isAnother ? pods.ready() : Math.max(before.ready(), pods.ready());
    if (isAnother || most > before.pods() || mostReady > before.ready()) {
      reached.put(now.ref(), new Reached(revision, most, mostReady, cluster.time().instant()));
    }
  }

  /** When it last got further, or got another revision; empty when it was never changed. */
  Optional<Instant> movedAt(WorkloadRef ref) {
    return Optional.ofNullable(reached.get(ref)).map(Reached::at);
  }
}
