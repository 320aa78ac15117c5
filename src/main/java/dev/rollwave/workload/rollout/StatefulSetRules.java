package dev.rollwave.workload.rollout;

import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import dev.rollwave.workload.rollout.Eligibility.NothingToRestart;
import dev.rollwave.workload.rollout.Eligibility.Refused;
import dev.rollwave.workload.rollout.Eligibility.Restartable;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a StatefulSet. The controller counts the partition from the first ordinal, wherever
 * {@code spec.ordinals.start} puts that.
 *
 * @param set as it was seen
 * @see <a
 *     href="https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/rollout_status.go">kubectl,
 *     rollout_status.go</a>
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/statefulset/stateful_set_control.go">stateful_set_control.go</a>
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/statefulset/stateful_set_utils.go">stateful_set_utils.go,
 *     newVersionedStatefulSetPod</a>
 */
record StatefulSetRules(StatefulSetSnapshot set) implements KindRules {

  @Override
  public RolloutStatus judge(Expectation expectation) {
    int desired = set.desired();
    int wanted = podsRequired();
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
    if (!set.onDelete() && isHeldByPartition() && hasTwoRevisions()) {
      return inProgress(
          RolloutRules.HELD_BY_PARTITION,
          "partition %d keeps all %s at the older revision"
              .formatted(set.partition(), Wording.pods(desired)));
    }
    // With OnDelete the controller never moves currentRevision on, though every pod is updated.
    if (!set.onDelete() && set.partition() == 0 && hasTwoRevisions()) {
      return inProgress(
          "RevisionNotCurrent",
          "revision %s is not yet the current one, %s is"
              .formatted(set.updateRevision(), set.currentRevision()));
    }
    return complete();
  }

  /** Those that the partition keeps may stay old. */
  @Override
  public int podsRequired() {
    return set.onDelete() ? set.desired() : Math.max(0, set.desired() - set.partition());
  }

  /** Whether the partition leaves no pod to restart, of at least one. */
  private boolean isHeldByPartition() {
    return set.desired() > 0 && set.partition() >= set.desired();
  }

  /** Whether the partition leaves some pods to restart, and some not. */
  private boolean isPartial() {
    return set.partition() > 0 && set.partition() < set.desired();
  }

  /** The partition keeps it at the older revision. */
  @Override
  public boolean mayStayOld(PodSnapshot pod) {
    long ordinal = ordinal(pod);
    return !set.onDelete() && ordinal >= set.start() && ordinal < firstReached();
  }

  private long firstReached() {
    return (long) set.start() + set.partition();
  }

  /** Which ordinals a restart reaches, and which it does not; for a partial StatefulSet. */
  private String split() {
    return "the newest revision reaches %s; partition %d keeps %s at the older one"
        .formatted(
            Wording.ordinals(firstReached(), (long) set.start() + set.desired() - 1),
            set.partition(),
            Wording.ordinals(set.start(), firstReached() - 1));
  }

  private RolloutStatus complete() {
    if (set.desired() == 0) {
      return EligibilityRules.completeAtZero();
    }
    if (!set.onDelete() && isPartial() && hasTwoRevisions()) {
      return new RolloutStatus(Status.CURRENT, "Partial", split());
    }
    return new RolloutStatus(
        Status.CURRENT,
        "RolledOut",
        Wording.of(set.desired(), set.desired()) + " updated and available");
  }

  private boolean hasTwoRevisions() {
    return !set.currentRevision().equals(set.updateRevision());
  }

  /** The number at the end of its name; beyond every partition when there is none. */
  private static long ordinal(PodSnapshot pod) {
    String last = pod.name().substring(pod.name().lastIndexOf('-') + 1);
    return last.matches("\\d{1,10}") ? Long.parseLong(last) : Long.MAX_VALUE;
  }

  @Override
  public Eligibility eligibility() {
    if (set.onDelete()) {
      return EligibilityRules.onDelete();
    }
    if (isHeldByPartition()) {
      return new Refused(
          "HeldByPartition",
          "partition %d of %s lets a restart reach none of them; lower the partition"
              .formatted(set.partition(), Wording.pods(set.desired())));
    }
    List<String> warnings = new ArrayList<>();
    if (isPartial()) {
      warnings.add("Partial: " + split() + ".");
    }
    if (set.desired() == 1) {
      warnings.add("Downtime: its only pod stops before the new one starts.");
    }
    return new Restartable(warnings);
  }

  @Override
  public NothingToRestart nothingToRestart() {
    return EligibilityRules.scaledToZero();
  }

  /** It ends an old pod before the new one comes. */
  @Override
  public List<String> deadlocks() {
    return List.of();
  }

  /** A new pod has the name of the old one. */
  @Override
  public boolean waitsForLeavingPods() {
    return true;
  }

  @Override
  public boolean isDoomedByOnePod() {
    return true;
  }

  @Override
  public boolean keepsBrokenPods() {
    return true;
  }

  private static RolloutStatus inProgress(String reason, String message) {
    return new RolloutStatus(Status.IN_PROGRESS, reason, message);
  }
}
