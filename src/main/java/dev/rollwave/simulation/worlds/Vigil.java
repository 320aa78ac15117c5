package dev.rollwave.simulation.worlds;

import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Watches since when each workload has been rolled out whole in the cluster's truth, looking at
 * every state that the cluster writes down: what never makes it into a workload's status, no runner
 * can see.
 */
final class Vigil {
  private final Truth truth;
  private final InstantSource clock;
  private final Map<WorkloadRef, Instant> wholeSince = new HashMap<>();

  Vigil(Truth truth, InstantSource clock) {
    this.truth = truth;
    this.clock = clock;
  }

  /** The cluster wrote {@code now} down. */
  void written(WorkloadSnapshot now) {
    if (truth.isWhole(now)) {
      wholeSince.putIfAbsent(now.ref(), clock.instant());
    } else {
      wholeSince.remove(now.ref());
    }
  }

  /** Since when, without interruption; empty when it is not, or was never changed. */
  Optional<Instant> wholeSince(WorkloadRef ref) {
    return Optional.ofNullable(wholeSince.get(ref));
  }
}
