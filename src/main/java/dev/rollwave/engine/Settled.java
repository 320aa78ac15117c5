package dev.rollwave.engine;

/** How a workload came to its end in a run; that much is never done again in the same run. */
public sealed interface Settled {

  /** The instants of its way. */
  WorkloadProgress.Timeline timeline();

  /** Proven healthy for the whole soak. */
  record Healthy(WorkloadProgress.Timeline timeline) implements Settled {}

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
