package dev.rollwave.engine;

import java.util.Optional;

/** How a workload came to its end in a run; that much is never done again in the same run. */
public sealed interface Settled {

  /** The instants of its way. */
  WorkloadProgress.Timeline timeline();

  /**
   * Proven healthy for the whole soak.
   *
   * @param timeline of its way
   * @param holding for how long it has held up what depends on it, because it broke after that;
   *     empty when it holds up nothing
   */
  record Healthy(WorkloadProgress.Timeline timeline, Optional<RolloutProgress.Kept> holding)
      implements Settled {

    /** One that holds up nothing. */
    public Healthy(WorkloadProgress.Timeline timeline) {
      this(timeline, Optional.empty());
    }
  }

  /**
   * There was nothing to restart.
   *
   * @param timeline of its way
   * @param reason CamelCase
   * @param message for a person
   */
  record Skipped(WorkloadProgress.Timeline timeline, String reason, String message)
      implements Settled {}

  /**
   * The restart or its rollout failed.
   *
   * @param timeline of its way
   * @param reason CamelCase
   * @param message for a person
   */
  record Failed(WorkloadProgress.Timeline timeline, String reason, String message)
      implements Settled {}
}
