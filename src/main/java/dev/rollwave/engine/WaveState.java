package dev.rollwave.engine;

import java.time.Instant;

/**
 * Where one wave stands in a run: Blocked, Running, CoolingDown, Released; or Failed or Withheld
 * instead.
 */
public sealed interface WaveState {

  /** A wave that it depends on is not released. */
  record Blocked() implements WaveState {}

  /** Its workloads may be restarted. */
  record Running() implements WaveState {}

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
