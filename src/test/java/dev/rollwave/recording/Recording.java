package dev.rollwave.recording;

import java.util.ArrayList;
import java.util.List;

/**
 * What was done in one play, and after each act which statuses were written because of it.
 *
 * @param steps in order
 */
public record Recording(List<Step> steps) {
  public Recording {
    steps = List.copyOf(steps);
  }

  /**
   * An act and its consequences.
   *
   * @param act in words
   * @param statuses one line each, oldest first; equal neighbours are one, since a write that
   *     changes something else than the status is no new status
   */
  public record Step(String act, List<String> statuses) {
    public Step {
      List<String> changes = new ArrayList<>();
      for (String status : statuses) {
        if (changes.isEmpty() || !changes.getLast().equals(status)) {
          changes.add(status);
        }
      }
      statuses = List.copyOf(changes);
    }
  }

  /** The acts, in order. */
  public List<String> acts() {
    return steps.stream().map(Step::act).toList();
  }
}
