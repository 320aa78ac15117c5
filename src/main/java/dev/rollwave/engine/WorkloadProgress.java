package dev.rollwave.engine;

import dev.rollwave.workload.WorkloadRef;
import java.time.Instant;
import java.util.Optional;

/**
 * One workload of a run.
 *
 * @param ref which
 * @param state where it stands
 * @param timeline when it got there
 */
public record WorkloadProgress(WorkloadRef ref, WorkloadState state, Timeline timeline) {

  /**
   * The instants of a workload's way.
   *
   * @param patched when the engine decided on the restart
   * @param observed when its controller was seen to have taken it up
   * @param current when it was proven healthy, the last time it was
   * @param soaked when the soak was over
   */
  public record Timeline(
      Optional<Instant> patched,
      Optional<Instant> observed,
      Optional<Instant> current,
      Optional<Instant> soaked) {
    static final Timeline EMPTY =
        new Timeline(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    Timeline withPatched(Instant at) {
      return new Timeline(Optional.of(at), observed, current, soaked);
    }

    Timeline withObserved(Instant at) {
      return new Timeline(patched, Optional.of(at), current, soaked);
    }

    Timeline withCurrent(Instant at) {
      return new Timeline(patched, observed, Optional.of(at), soaked);
    }

    Timeline withSoaked(Instant at) {
      return new Timeline(patched, observed, current, Optional.of(at));
    }
  }
}
