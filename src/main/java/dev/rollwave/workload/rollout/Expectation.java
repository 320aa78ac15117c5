package dev.rollwave.workload.rollout;

import dev.rollwave.workload.Condition;
import java.util.List;

/** Against what a rollout is judged. */
public sealed interface Expectation {

  /** No restart of ours: the workload is judged by what it says about itself. */
  record AsFound() implements Expectation {}

  /**
   * A restart of ours, as the API server acknowledged it.
   *
   * @param uid of the object that was restarted; another uid is another object
   * @param generation that the PATCH returned
   * @param stamp that the PATCH wrote on the template
   * @param templateDigest of the template that the PATCH returned
   * @param before the conditions that the restarted object had; one that still stands unchanged
   *     tells nothing of this restart
   * @param onForeignChange what to do when another client changes the template meanwhile
   */
  record AfterRestart(
      String uid,
      long generation,
      String stamp,
      String templateDigest,
      List<Condition> before,
      ForeignChange onForeignChange)
      implements Expectation {
    public AfterRestart {
      before = List.copyOf(before);
    }
  }
}
