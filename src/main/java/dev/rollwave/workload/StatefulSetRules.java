package dev.rollwave.workload;

import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;

/**
 * Judges a StatefulSet whose generation is observed. The controller counts the partition from the
 * first ordinal, wherever {@code spec.ordinals.start} puts that.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/rollout_status.go">kubectl,
 *     rollout_status.go</a>
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/statefulset/stateful_set_control.go">stateful_set_control.go</a>
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/statefulset/stateful_set_utils.go">stateful_set_utils.go,
 *     newVersionedStatefulSetPod</a>
 */
final class StatefulSetRules {
  private StatefulSetRules() {}

  static RolloutStatus judge(StatefulSetSnapshot set) {
    int desired = set.desired();
    int wanted = wanted(set);
    if (set.replicas() > desired) {
      return inProgress(
          "ScalingDown",
          Wording.pods(set.replicas() - desired)
              + " above the "
              + desired
              + " desired still there");
    }
    if (set.onDelete() && set.updated() < desired) {
      return inProgress(
          "OnDelete",
          Wording.of(set.updated(), desired)
              + " updated; the others stay until they are deleted, as the update strategy says");
    }
    if (set.updated() < wanted) {
      return inProgress("Updating", Wording.of(set.updated(), wanted) + " updated");
    }
    if (set.available() < desired) {
      return inProgress("NotAvailable", Wording.of(set.available(), desired) + " available");
    }
    if (!set.onDelete() && isHeldByPartition(set) && hasTwoRevisions(set)) {
      return inProgress(
          RolloutRules.HELD_BY_PARTITION,
          "partition %d keeps all %s at the older revision"
              .formatted(set.partition(), Wording.pods(desired)));
    }
    // With OnDelete the controller never moves currentRevision on, though every pod is updated.
    if (!set.onDelete() && set.partition() == 0 && hasTwoRevisions(set)) {
      return inProgress(
          "RevisionNotCurrent",
          "revision %s is not yet the current one, %s is"
              .formatted(set.updateRevision(), set.currentRevision()));
    }
    return complete(set);
  }

  /**
   * How many pods have to be of the newest revision; those that the partition keeps may stay old.
   */
  static int wanted(StatefulSetSnapshot set) {
    return set.onDelete() ? set.desired() : Math.max(0, set.desired() - set.partition());
  }

  /** Whether the partition leaves no pod to restart, of at least one. */
  static boolean isHeldByPartition(StatefulSetSnapshot set) {
    return set.desired() > 0 && set.partition() >= set.desired();
  }

  /** Whether the partition leaves some pods to restart, and some not. */
  static boolean isPartial(StatefulSetSnapshot set) {
    return set.partition() > 0 && set.partition() < set.desired();
  }

  /** Whether the partition keeps the pod with {@code ordinal} at the older revision. */
  static boolean keeps(StatefulSetSnapshot set, long ordinal) {
    return !set.onDelete() && ordinal >= set.start() && ordinal < firstReached(set);
  }

  private static long firstReached(StatefulSetSnapshot set) {
    return (long) set.start() + set.partition();
  }

  /** Which ordinals a restart reaches, and which it does not; for a partial StatefulSet. */
  static String split(StatefulSetSnapshot set) {
    return "the newest revision reaches %s; partition %d keeps %s at the older one"
        .formatted(
            Wording.ordinals(firstReached(set), (long) set.start() + set.desired() - 1),
            set.partition(),
            Wording.ordinals(set.start(), firstReached(set) - 1));
  }

  private static RolloutStatus complete(StatefulSetSnapshot set) {
    if (set.desired() == 0) {
      return new RolloutStatus(
          Status.CURRENT, "ScaledToZero", "scaled to 0: there is no pod that could be out of date");
    }
    if (!set.onDelete() && isPartial(set) && hasTwoRevisions(set)) {
      return new RolloutStatus(Status.CURRENT, "Partial", split(set));
    }
    return new RolloutStatus(
        Status.CURRENT,
        "RolledOut",
        Wording.of(set.desired(), set.desired()) + " updated and available");
  }

  private static boolean hasTwoRevisions(StatefulSetSnapshot set) {
    return !set.currentRevision().equals(set.updateRevision());
  }

  private static RolloutStatus inProgress(String reason, String message) {
    return new RolloutStatus(Status.IN_PROGRESS, reason, message);
  }
}
