package dev.rollwave.runner;

import java.time.Instant;

/**
 * What a person asked of a run from outside.
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
    /** Nothing further is to be restarted for now. */
    PAUSE,
    /** The run is to go on. */
    RESUME,
    /** The run is to end for good. */
    CANCEL
  }
}
