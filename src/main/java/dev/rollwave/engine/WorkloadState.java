package dev.rollwave.engine;

import dev.rollwave.workload.WorkloadSnapshot;

/**
 * Where one workload stands in a run.
 *
 * <pre>
 * Waiting ──────► Patching ──accepted───────────► RollingOut ◄──fell back── Soaking ──stayed so──► Healthy
 *    │  ▲            │ unknown       applied         ▲  │ proven               ▲
 *    │  └─not sent───┤                  ┌────────────┘  ├──────────────────────┘
 *    │               └──► Rereading ────┤               └─failed──► Diagnosing ──► Failed
 *    ├─► Skipped                        └─not applied──► Patching, or Waiting when none may start any more
 *    └─► Withheld
 * </pre>
 *
 * Any of them but the final ones can become Failed; when a run is cut short, one {@linkplain
 * InFlightState in flight} becomes Unproven and a waiting one Withheld. {@linkplain FinalState
 * Final} are Healthy, Skipped, Failed, Withheld and Unproven, but for one thing: what was healthy
 * and broke before its dependents were restarted holds them, and has failed when it stays broken.
 */
public sealed interface WorkloadState permits WorkloadState.Waiting, InFlightState, FinalState {

  /** Not restarted yet. */
  record Waiting(WorkloadSnapshot last) implements WorkloadState {}

  /** Whether nothing more is to be done with it in this run. */
  default boolean isTerminal() {
    return this instanceof FinalState;
  }

  /** Whether it takes a place of {@code maxInFlight}. */
  default boolean isInFlight() {
    return this instanceof InFlightState;
  }
}
