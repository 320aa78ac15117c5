package dev.rollwave.engine;

import dev.rollwave.engine.FinalState.Failed;
import dev.rollwave.engine.FinalState.Healthy;
import dev.rollwave.engine.FinalState.Skipped;
import dev.rollwave.engine.FinalState.Unproven;
import dev.rollwave.engine.FinalState.Withheld;
import dev.rollwave.engine.InFlightState.Diagnosing;
import dev.rollwave.engine.InFlightState.Patching;
import dev.rollwave.engine.InFlightState.Rereading;
import dev.rollwave.engine.InFlightState.RollingOut;
import dev.rollwave.engine.InFlightState.Soaking;
import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.window.Instants;
import dev.rollwave.workload.rollout.Eligibility;
import dev.rollwave.workload.rollout.RolloutRules;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Up to 64 neighbours of a {@link WaveWorkloads}, and a bit for each that says where it stands.
 * Immutable.
 */
final class WorkloadChunk {
  static final int SIZE = Long.SIZE;

  private final WorkloadProgress[] workloads;
  private final long startable;
  private final long unstartable;
  private final long inFlight;
  private final long healthy;
  private final long spoiled;
  private final long changed;
  // Derived from the rest when first asked for; most chunks are replaced before that.
  private @Nullable Instant nextTimer;

  private WorkloadChunk(
      WorkloadProgress[] workloads,
      long startable,
      long unstartable,
      long inFlight,
      long healthy,
      long spoiled,
      long changed) {
    this.workloads = workloads;
    this.startable = startable;
    this.unstartable = unstartable;
    this.inFlight = inFlight;
    this.healthy = healthy;
    this.spoiled = spoiled;
    this.changed = changed;
  }

  static WorkloadChunk of(List<WorkloadProgress> workloads) {
    WorkloadChunk chunk =
        new WorkloadChunk(workloads.toArray(new WorkloadProgress[0]), 0, 0, 0, 0, 0, 0);
    for (int i = 0; i < chunk.workloads.length; i++) {
      chunk = chunk.sorted(chunk.workloads, i);
    }
    return chunk;
  }

  WorkloadChunk with(int index, WorkloadProgress workload) {
    WorkloadProgress[] next = workloads.clone();
    next[index] = workload;
    return sorted(next, index);
  }

  private WorkloadChunk sorted(WorkloadProgress[] next, int index) {
    long bit = 1L << index;
    Standing standing = standing(next[index].state());
    return new WorkloadChunk(
        next,
        standing == Standing.STARTABLE ? startable | bit : startable & ~bit,
        standing == Standing.UNSTARTABLE ? unstartable | bit : unstartable & ~bit,
        standing == Standing.IN_FLIGHT ? inFlight | bit : inFlight & ~bit,
        standing == Standing.HEALTHY ? healthy | bit : healthy & ~bit,
        standing == Standing.SPOILED ? spoiled | bit : spoiled & ~bit,
        Upkeeps.mayHaveChanged(next[index].state()) ? changed | bit : changed & ~bit);
  }

  private enum Standing {
    STARTABLE,
    UNSTARTABLE,
    IN_FLIGHT,
    HEALTHY,
    SKIPPED,
    SPOILED
  }

  private static Standing standing(WorkloadState state) {
    return switch (state) {
      case Waiting w ->
          RolloutRules.eligibility(w.last()) instanceof Eligibility.Restartable
              ? Standing.STARTABLE
              : Standing.UNSTARTABLE;
      case Patching _, Rereading _, RollingOut _, Soaking _, Diagnosing _ -> Standing.IN_FLIGHT;
      case Healthy _ -> Standing.HEALTHY;
      case Skipped _ -> Standing.SKIPPED;
      case Failed _, Withheld _, Unproven _ -> Standing.SPOILED;
    };
  }

  WorkloadProgress get(int index) {
    return workloads[index];
  }

  /** Those that wait and could be restarted as they are. */
  long startable() {
    return startable;
  }

  /** Those that wait, and will be skipped or fail as soon as it is their turn. */
  long unstartable() {
    return unstartable;
  }

  long inFlight() {
    return inFlight;
  }

  long healthy() {
    return healthy;
  }

  /** Those that failed, or that the run left alone or unproven. */
  long spoiled() {
    return spoiled;
  }

  /** Those that are healthy, and have changed since they were proven or may have. */
  long changed() {
    return changed;
  }

  /** When the first of its timers rings; {@link Instant#MAX} for never. */
  Instant nextTimer(Sight sight) {
    if (!sight.isClear()) {
      return firstTimer(sight);
    }
    Instant known = nextTimer;
    if (known == null) {
      known = firstTimer(sight);
      nextTimer = known;
    }
    return known;
  }

  private Instant firstTimer(Sight sight) {
    Instant first = Instant.MAX;
    for (long rest = inFlight; rest != 0; rest &= rest - 1) {
      WorkloadProgress workload = workloads[Long.numberOfTrailingZeros(rest)];
      first = Instants.min(first, Timers.next(workload, sight));
    }
    return first;
  }
}
