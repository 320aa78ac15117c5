package dev.rollwave.engine.message;

/** How a run ended. */
public sealed interface RunOutcome {

  /** One word for it: part of the formats of the log, of reports and of records. */
  default String word() {
    return switch (this) {
      case Done _ -> "Done";
      case WorkloadsFailed _ -> "WorkloadsFailed";
      case Incomplete _ -> "Incomplete";
      case Interrupted _ -> "Interrupted";
      case Cancelled _ -> "Cancelled";
      case Unreachable _ -> "Unreachable";
    };
  }

  /** Why it ended so, for a person; empty when the word says it all. */
  default String cause() {
    return "";
  }

  /** Everything that was due is restarted and proven healthy. */
  record Done() implements RunOutcome {}

  /** At least one workload failed. */
  record WorkloadsFailed() implements RunOutcome {}

  /**
   * Something is left to do, and starting again now would not do it: the window closed, another
   * process works on the plan, or Rollwave has a fault.
   *
   * @param cause for a person
   */
  record Incomplete(String cause) implements RunOutcome {}

  /**
   * Something is left to do, and another start can do it now: the process was asked to end.
   *
   * @param cause for a person
   */
  record Interrupted(String cause) implements RunOutcome {}

  /**
   * A person ended the run for good; it is not continued.
   *
   * @param cause for a person
   */
  record Cancelled(String cause) implements RunOutcome {}

  /**
   * The cluster stayed out of reach for too long; what is under way is unknown.
   *
   * @param cause for a person
   */
  record Unreachable(String cause) implements RunOutcome {}
}
