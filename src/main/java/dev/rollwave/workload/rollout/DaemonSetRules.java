package dev.rollwave.workload.rollout;

import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import dev.rollwave.workload.rollout.Eligibility.NothingToRestart;
import dev.rollwave.workload.rollout.Eligibility.Restartable;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a DaemonSet.
 *
 * @param set as it was seen
 * @see <a
 *     href="https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/rollout_status.go">kubectl,
 *     rollout_status.go</a>
 */
record DaemonSetRules(DaemonSetSnapshot set) implements KindRules {
  private static final String NO_NODES = "NoNodes";
  private static final String NO_NODE_IS_TO_RUN_IT =
      "no node is to run it; right after its creation that may be so for a moment";

  @Override
  public RolloutStatus judge(Expectation expectation) {
    int desired = set.desired();
    if (desired == 0) {
      return new RolloutStatus(Status.CURRENT, NO_NODES, NO_NODE_IS_TO_RUN_IT);
    }
    if (set.updated() < desired) {
      String counts = Wording.of(set.updated(), desired) + " updated";
      return set.onDelete()
          ? inProgress(
              "OnDelete",
              counts + "; the others stay until they are deleted, as the update strategy says")
          : inProgress("Updating", counts);
    }
    if (set.available() < desired) {
      return inProgress("NotAvailable", Wording.of(set.available(), desired) + " available");
    }
    return new RolloutStatus(
        Status.CURRENT, "RolledOut", Wording.of(desired, desired) + " updated and available");
  }

  @Override
  public Eligibility eligibility() {
    if (set.onDelete()) {
      return EligibilityRules.onDelete();
    }
    List<String> warnings = new ArrayList<>();
    if (set.desired() == 1) {
      warnings.add("Downtime: its only pod stops before the new one starts, unless it may surge.");
    }
    warnings.addAll(deadlocks());
    return new Restartable(warnings);
  }

  @Override
  public NothingToRestart nothingToRestart() {
    return new NothingToRestart(NO_NODES, NO_NODE_IS_TO_RUN_IT);
  }

  @Override
  public List<String> deadlocks() {
    return SurgeRules.onTheNodeOfTheOldPod(set.surgeObstacles());
  }

  @Override
  public int podsRequired() {
    return set.desired();
  }

  @Override
  public boolean mayStayOld(PodSnapshot pod) {
    return false;
  }

  /** Each node has one. */
  @Override
  public boolean waitsForLeavingPods() {
    return true;
  }

  @Override
  public boolean isDoomedByOnePod() {
    return true;
  }

  /** It deletes a pod that failed, and makes another. */
  @Override
  public boolean keepsBrokenPods() {
    return false;
  }

  private static RolloutStatus inProgress(String reason, String message) {
    return new RolloutStatus(Status.IN_PROGRESS, reason, message);
  }
}
