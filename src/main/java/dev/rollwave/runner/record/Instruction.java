package dev.rollwave.runner.record;

import java.time.Instant;

/**
 * What a person asks of a run from outside.
 *
 * @param verb what
 * @param by who, for a person
 * @param reason why, for a person; not blank
 * @param at when, by that person's clock
 */
public record Instruction(Verb verb, String by, String reason, Instant at) {
  public Instruction {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("an instruction has a reason");
    }
  }

  /** What may be asked. */
  public enum Verb {
    /** The run restarts nothing more for now. */
    PAUSE,
    /** The run lifts its pause. */
    RESUME,
    /** The run ends for good. */
    CANCEL
  }
}
