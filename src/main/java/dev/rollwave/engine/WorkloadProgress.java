package dev.rollwave.engine;

import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
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

  WorkloadProgress with(WorkloadState next) {
    return new WorkloadProgress(ref, next, timeline);
  }

  WorkloadProgress with(Timeline next) {
    return new WorkloadProgress(ref, state, next);
  }

  /** All its instants moved by as much as the clock was set. */
  WorkloadProgress movedBy(Duration by) {
    return new WorkloadProgress(ref, ClockSteps.moved(state, by), timeline.movedBy(by));
  }

  /**
   * The instants of a workload's way.
   *
   * @param patched when the engine decided on the restart
   * @param observed when its controller was seen to have taken it up
   * @param current when it was proven healthy, the last time it was
   * @param soaked when the soak was over
   * @param failed when it was found to have failed; empty for one that has not, and where a record
   *     by an earlier version does not tell
   */
  public record Timeline(
      Optional<Instant> patched,
      Optional<Instant> observed,
      Optional<Instant> current,
      Optional<Instant> soaked,
      Optional<Instant> failed) {
    static final Timeline EMPTY =
        new Timeline(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Of one that has not failed. */
    public Timeline(
        Optional<Instant> patched,
        Optional<Instant> observed,
        Optional<Instant> current,
        Optional<Instant> soaked) {
      this(patched, observed, current, soaked, Optional.empty());
    }

    Timeline withPatched(Instant at) {
      return new Timeline(Optional.of(at), observed, current, soaked, failed);
    }

    Timeline withObserved(Instant at) {
      return new Timeline(patched, Optional.of(at), current, soaked, failed);
    }

    Timeline withCurrent(Instant at) {
      return new Timeline(patched, observed, Optional.of(at), soaked, failed);
    }

    Timeline withSoaked(Instant at) {
      return new Timeline(patched, observed, current, Optional.of(at), failed);
    }

    /** Failed, at {@code at} unless an earlier instant is known. */
    public Timeline withFailed(Instant at) {
      return new Timeline(
          patched, observed, current, soaked, failed.isPresent() ? failed : Optional.of(at));
    }

    /** All its instants moved by as much as the clock was set. */
    Timeline movedBy(Duration by) {
      return new Timeline(
          patched.map(at -> at.plus(by)),
          observed.map(at -> at.plus(by)),
          current.map(at -> at.plus(by)),
          soaked.map(at -> at.plus(by)),
          failed.map(at -> at.plus(by)));
    }
  }
}
