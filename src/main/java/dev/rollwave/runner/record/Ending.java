package dev.rollwave.runner.record;

import dev.rollwave.engine.message.RunOutcome;
import java.time.Instant;

/**
 * How a process left its run.
 *
 * @param outcome of the run, as far as that process got
 * @param at when
 */
public record Ending(RunOutcome outcome, Instant at) {

  /** Whether another process continues the run. */
  public boolean isUnfinished() {
    return switch (outcome) {
      case RunOutcome.Incomplete _, RunOutcome.Interrupted _, RunOutcome.Unreachable _ -> true;
      case RunOutcome.Done _, RunOutcome.WorkloadsFailed _, RunOutcome.Cancelled _ -> false;
    };
  }
}
