package dev.rollwave.workload;

import java.util.Optional;

/**
 * What a restart by Rollwave leaves on the workload's own metadata, in the request that also writes
 * the stamp.
 *
 * @param runId the run that restarted it
 * @param plan name of that run's plan
 * @param stamp the stamp that the run wrote; it tells whether the stamp was taken away since
 * @param stateNamespace where that run keeps its lock and its record; empty when it did not say
 */
public record RestartMark(
    String runId, String plan, String stamp, Optional<String> stateNamespace) {

  /** The mark of a run that does not say where its record is kept. */
  public RestartMark(String runId, String plan, String stamp) {
    this(runId, plan, stamp, Optional.empty());
  }

  /** The same run's mark with a later {@code stamp}. */
  public RestartMark stampedAnew(String later) {
    return new RestartMark(runId, plan, later, stateNamespace);
  }
}
