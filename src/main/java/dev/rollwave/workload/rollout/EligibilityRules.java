package dev.rollwave.workload.rollout;

import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Eligibility.NothingToRestart;
import dev.rollwave.workload.rollout.Eligibility.Refused;

/**
 * Decides, before anything is touched, whether a restart would do what is meant: what holds for
 * every kind, and what several kinds say in the same words.
 */
final class EligibilityRules {
  private static final String SCALED_TO_ZERO = "ScaledToZero";

  private EligibilityRules() {}

  static Eligibility of(WorkloadSnapshot workload) {
    if (workload.object().terminating()) {
      return new Refused("Terminating", "it is being deleted; take it out of the plan");
    }
    KindRules rules = KindRules.of(workload);
    return workload.desired() == 0 ? rules.nothingToRestart() : rules.eligibility();
  }

  static NothingToRestart scaledToZero() {
    return new NothingToRestart(SCALED_TO_ZERO, "it is scaled to 0");
  }

  /** How a rollout of such a workload stands. */
  static RolloutStatus completeAtZero() {
    return new RolloutStatus(
        Status.CURRENT, SCALED_TO_ZERO, "scaled to 0: there is no pod that could be out of date");
  }

  static Refused onDelete() {
    return new Refused(
        "OnDelete",
        "its update strategy is OnDelete, so a restart would do nothing; set it to RollingUpdate,"
            + " or delete its pods by hand");
  }
}
