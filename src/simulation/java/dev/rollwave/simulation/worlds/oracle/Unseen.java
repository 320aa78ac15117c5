package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.engine.InFlightState;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.simulation.network.BlindSpot;
import dev.rollwave.simulation.network.SimulatedCluster;
import dev.rollwave.simulation.worlds.expected.Tolerances;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one runner does while the API server does not show it some workloads: it restarts none of
 * them, and it does not wait for their rollouts for ever.
 */
final class Unseen {
  private final List<BlindSpot> spots;
  private final Duration untilTold;
  private final Instant begun;

  /** Of a runner that begins at {@code begun}. */
  Unseen(World world, Instant begun) {
    this.spots =
        world.faults().stream()
            .filter(Fault.Blindness.class::isInstance)
            .map(fault -> ((Fault.Blindness) fault).spot(world.start()))
            .toList();
    this.untilTold = Tolerances.untilToldOfBlindness(world);
    this.begun = begun;
  }

  /** Since when the runner knew that it does not see {@code ref} at {@code instant}. */
  Optional<Instant> notSeenSince(WorkloadRef ref, Instant instant) {
    return spots.stream()
        .filter(spot -> spot.kind() == ref.kind() && isKnown(spot, instant, Duration.ZERO))
        .map(this::since)
        .findFirst();
  }

  /** Whether the runner can know nothing of {@code ref}: it can neither see nor read it. */
  boolean isHidden(WorkloadRef ref, Instant instant) {
    return spots.stream()
        .anyMatch(spot ->
            spot.kind() == ref.kind() && spot.ofReads() && isKnown(spot, instant, Duration.ZERO));
  }

  /** Whose rollout is still waited for, at {@code now}, though it is not seen for so long. */
  Optional<WorkloadRef> waitedForTooLong(RunState state, Instant now) {
    for (BlindSpot spot : spots) {
      Duration patience =
          spot.refused() ? SimulatedCluster.REFUSAL_TIMEOUT : SimulatedCluster.DOUBT_TIMEOUT;
      for (WaveProgress wave :
          isKnown(spot, now, patience) ? state.waves() : List.<WaveProgress>of()) {
        for (WorkloadProgress workload : wave.workloadsInFlight()) {
          if (workload.ref().kind() == spot.kind()
              && workload.state() instanceof InFlightState.RollingOut) {
            return Optional.of(workload.ref());
          }
        }
      }
    }
    return Optional.empty();
  }

  private boolean isKnown(BlindSpot spot, Instant instant, Duration longer) {
    return instant.isAfter(since(spot).plus(untilTold).plus(longer))
        && instant.isBefore(spot.until());
  }

  private Instant since(BlindSpot spot) {
    return begun.isAfter(spot.from()) ? begun : spot.from();
  }
}
