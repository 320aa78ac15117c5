package dev.rollwave.engine;

import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Expectation;
import dev.rollwave.workload.rollout.RolloutRules;
import dev.rollwave.workload.rollout.RolloutStatus;
import dev.rollwave.workload.rollout.Status;
import java.util.Map;

/** What tells whether a workload that an earlier process proved healthy still is. */
interface Reverification {
  RolloutStatus of(WorkloadSnapshot last, Expectation expectation);

  /**
   * What becomes of one that is not proven: it is followed like a rollout; or, where the run of
   * another process is only looked at, it is no longer healthy and holds up what depends on it.
   */
  default boolean isOnlyALook() {
    return false;
  }

  /** Its counts, which may run ahead of its pods: enough where a run is only looked at. */
  static Reverification byCounts() {
    return new Reverification() {
      @Override
      public RolloutStatus of(WorkloadSnapshot last, Expectation expectation) {
        return RolloutRules.judge(last, expectation);
      }

      @Override
      public boolean isOnlyALook() {
        return true;
      }
    };
  }

  /** Its pods, as they are now; one whose pods are not among {@code pods} is not proven. */
  static Reverification byPods(Map<WorkloadRef, PodSet> pods) {
    return (last, expectation) -> {
      PodSet its = pods.get(last.ref());
      return its == null
          ? new RolloutStatus(Status.UNKNOWN, "PodsUnread", "its pods could not be read")
          : RolloutRules.prove(last, its, expectation);
    };
  }
}
