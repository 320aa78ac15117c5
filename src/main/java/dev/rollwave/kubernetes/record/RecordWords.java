package dev.rollwave.kubernetes.record;

import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.runner.record.Instruction;
import java.util.Locale;

/** The words of a record; part of its format. */
final class RecordWords {
  private RecordWords() {}

  /**
   * The outcome again.
   *
   * @throws IllegalArgumentException for an unknown word
   */
  static RunOutcome outcome(String word, String cause) {
    return switch (word) {
      case "Done" -> new RunOutcome.Done();
      case "WorkloadsFailed" -> new RunOutcome.WorkloadsFailed();
      case "Incomplete" -> new RunOutcome.Incomplete(cause);
      case "Interrupted" -> new RunOutcome.Interrupted(cause);
      case "Cancelled" -> new RunOutcome.Cancelled(cause);
      case "Unreachable" -> new RunOutcome.Unreachable(cause);
      default -> throw new IllegalArgumentException("unknown outcome " + word);
    };
  }

  static String of(Instruction.Verb verb) {
    return verb.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The verb again.
   *
   * @throws IllegalArgumentException for an unknown word
   */
  static Instruction.Verb verb(String word) {
    return Instruction.Verb.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
