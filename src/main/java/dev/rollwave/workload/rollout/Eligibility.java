package dev.rollwave.workload.rollout;

import java.util.List;

/** Whether restarting a workload would do what is meant; decided before anything is touched. */
public sealed interface Eligibility {

  /**
   * It can be restarted.
   *
   * @param warnings what a person should know before, one sentence each; may be empty
   */
  record Restartable(List<String> warnings) implements Eligibility {
    public Restartable {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * There is nothing to restart; the workload is skipped, which is no success.
   *
   * @param reason CamelCase
   * @param message for a person
   */
  record NothingToRestart(String reason, String message) implements Eligibility {}

  /**
   * A restart would do nothing or harm; the run is refused.
   *
   * @param reason CamelCase
   * @param message for a person, with the fix
   */
  record Refused(String reason, String message) implements Eligibility {}
}
