package dev.rollwave.workload;

import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;

/**
 * Judges a DaemonSet whose generation is observed.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/rollout_status.go">kubectl,
 *     rollout_status.go</a>
 */
final class DaemonSetRules {
  private DaemonSetRules() {}

  static RolloutStatus judge(DaemonSetSnapshot set) {
    int desired = set.desired();
    if (desired == 0) {
      return new RolloutStatus(
          Status.CURRENT,
          "NoNodes",
          "no node is to run it; right after its creation that may be so for a moment");
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

  private static RolloutStatus inProgress(String reason, String message) {
    return new RolloutStatus(Status.IN_PROGRESS, reason, message);
  }
}
