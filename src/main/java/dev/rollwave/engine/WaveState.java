package dev.rollwave.engine;

import dev.rollwave.engine.message.GateHold;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where one wave stands in a run: Blocked, Running, CoolingDown, Released; Held in between when
 * something that it depends on broke; or Failed or Withheld instead.
 */
public sealed interface WaveState {

  /** A wave that it depends on is not released. */
  record Blocked() implements WaveState {}

  /** Its workloads may be restarted. */
  record Running() implements WaveState {}

  /**
   * Its workloads were to be restarted, and something that it depends on is no longer healthy, or
   * cannot be seen to be. Those in flight are seen through.
   *
   * @param since when that was found
   * @param hold what holds it, and why
   * @param holders how far each that held it since has got; while one holds it, that counts
   */
  record Held(Instant since, GateHold hold, Map<WorkloadRef, RolloutProgress> holders)
      implements WaveState {
    public Held {
      holders = Collections.unmodifiableMap(new TreeMap<>(holders));
    }

    /** The same, held by these for so long. */
    Held with(Map<WorkloadRef, RolloutProgress> times) {
      return new Held(since, hold, times);
    }

    /** All its instants moved by as much as the clock was set. */
    Held movedBy(Duration by) {
      Map<WorkloadRef, RolloutProgress> moved = new TreeMap<>();
      holders.forEach((ref, progress) -> moved.put(ref, progress.movedBy(by)));
      return new Held(since.plus(by), hold, moved);
    }
  }

  /**
   * Every workload is healthy or skipped; its dependents wait.
   *
   * @param until when they may start
   */
  record CoolingDown(Instant until) implements WaveState {}

  /** Its dependents may start. */
  record Released() implements WaveState {}

  /** A workload of it failed; its dependents stay untouched. */
  record Failed() implements WaveState {}

  /** It was left alone, or not finished, when the run ended. */
  record Withheld(String reason) implements WaveState {}
}
