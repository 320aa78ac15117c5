package dev.rollwave.cli.process;

import dev.rollwave.engine.message.RunOutcome;

/**
 * What the process says to its caller; the numbers are part of the product and never change their
 * meaning.
 */
public enum ExitStatus {
  DONE(0, "done"),
  WORKLOAD_FAILED(1, "a workload failed"),
  INVALID(2, "invalid plan or usage"),
  REFUSED(3, "refused before anything was touched"),
  INCOMPLETE(
      4,
      "incomplete: the window closed, or the run was cancelled, taken over or could not see"
          + " enough"),
  HELD(5, "another run holds the plan"),
  UNREACHABLE(6, "the cluster could not be reached"),
  INTERRUPTED(7, "interrupted: asked to end by a signal; the next start continues the run");

  private final int code;
  private final String meaning;

  ExitStatus(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** What a run that ended with {@code outcome} leaves with. */
  public static ExitStatus of(RunOutcome outcome) {
    return switch (outcome) {
      case RunOutcome.Done _ -> DONE;
      case RunOutcome.WorkloadsFailed _ -> WORKLOAD_FAILED;
      case RunOutcome.Incomplete _, RunOutcome.Cancelled _ -> INCOMPLETE;
      case RunOutcome.Interrupted _ -> INTERRUPTED;
      case RunOutcome.Unreachable _ -> UNREACHABLE;
    };
  }

  /** The process exit status, 0 to 7. */
  public int code() {
    return code;
  }

  /** For a person, a clause without a full stop. */
  public String meaning() {
    return meaning;
  }
}
