package dev.rollwave.runner.record;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.plan.CanonicalPlan;
import java.time.Instant;
import java.util.Optional;

/**
 * What the cluster keeps about one run, so that it can be continued, looked at, and accounted for.
 *
 * @param runId names the run
 * @param plan what the plan said when the run began
 * @param reason written on its restarts
 * @param owner the process that works on it, or did last
 * @param writtenAt the last sign of life, by the owner's clock
 * @param counts of its workloads
 * @param lastError the newest thing that went wrong, for a person
 * @param ending how its last process left it; empty while one works on it, and after a kill
 * @param checkpoint what a successor has to know
 */
public record RunRecord(
    RunId runId,
    CanonicalPlan plan,
    String reason,
    Owner owner,
    Instant writtenAt,
    Counts counts,
    Optional<String> lastError,
    Optional<Ending> ending,
    Checkpoint checkpoint) {

  /** The record of the same run and process at a later instant, {@code now}. */
  RunRecord later(
      Instant now,
      Counts countsNow,
      Optional<String> error,
      Optional<Ending> end,
      Checkpoint state) {
    return new RunRecord(runId, plan, reason, owner, now, countsNow, error, end, state);
  }

  /** Whether there is something left to continue. */
  public boolean isUnfinished() {
    return ending.isEmpty() || ending.get().isUnfinished();
  }
}
