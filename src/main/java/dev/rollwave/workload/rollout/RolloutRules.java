package dev.rollwave.workload.rollout;

import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.trouble.PodTrouble;
import dev.rollwave.workload.trouble.WorkloadTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rules that judge a rollout: what holds for every kind first, then what its own kind's counts
 * say, then what its pods say.
 *
 * <p>Blind spots: a pod that is ready and does no work; a crash loop after the rollout completed,
 * which no condition ever tells and only the soak sees; and a failure of a Deployment that repeats
 * one from before the restart, since the controller leaves a condition as it is whose status and
 * reason stay the same: only the timeout and the pods tell it.
 */
public final class RolloutRules {
  /**
   * Why a StatefulSet is in progress whose pods are all there and available, and whose partition
   * lets none of them be restarted.
   */
  public static final String HELD_BY_PARTITION = "HeldByPartition";

  private RolloutRules() {}

  /**
   * Judges a workload by what it says about itself; counts alone, so {@code Current} is not yet
   * proven.
   */
  public static RolloutStatus judge(WorkloadSnapshot snapshot, Expectation expectation) {
    return GenericRules.verdict(snapshot.object(), expectation)
        .orElseGet(
            () -> remarked(KindRules.of(snapshot).judge(expectation), snapshot, expectation));
  }

  /**
   * Judges a workload by what it says about itself and by its pods; {@code Current} is proven. The
   * message also names the nodes that hold a DaemonSet up.
   */
  public static RolloutStatus prove(
      WorkloadSnapshot snapshot, PodSet pods, Expectation expectation) {
    RolloutStatus judged = judge(snapshot, expectation);
    return switch (judged.status()) {
      case CURRENT ->
          ProofRules.objection(snapshot, pods)
              .map(objection -> remarked(objection, snapshot, expectation))
              .map(objection -> stalled(objection, snapshot, pods))
              .orElse(judged);
      case IN_PROGRESS -> stalled(judged, snapshot, pods);
      case FAILED, TERMINATING, NOT_FOUND, UNKNOWN -> judged;
    };
  }

  /**
   * The pod that keeps the rollout from becoming ready, if one look can tell; says nothing of how
   * long it has been so. One pod dooms a StatefulSet or a DaemonSet; a Deployment is doomed when
   * every pod of its newest revision is.
   */
  public static Optional<PodTrouble> trouble(WorkloadSnapshot snapshot, PodSet pods) {
    Troubles.Look look = new Troubles.Look(snapshot, pods, Optional.empty(), Instant.EPOCH);
    return Troubles.NONE
        .after(look, _ -> Duration.ZERO)
        .foremost()
        .flatMap(it -> it.trouble().ofPod());
  }

  /**
   * The pod to name for a rollout that failed: one that cannot become ready, is not Ready, or does
   * not go.
   */
  public static Optional<PodTrouble> culprit(WorkloadSnapshot snapshot, PodSet pods) {
    return trouble(snapshot, pods)
        .or(() -> new PodTroubles(snapshot, pods, Optional.empty()).firstUnready())
        .or(() -> new PodTroubles(snapshot, pods, Optional.empty()).firstLeaving());
  }

  /**
   * What the workload's controller says is in its way; says nothing of how long it has been so, and
   * may pass.
   */
  public static Optional<WorkloadTrouble> ownTrouble(
      WorkloadSnapshot snapshot, Expectation expectation) {
    return GenericRules.verdict(snapshot.object(), expectation).isPresent()
        ? Optional.empty()
        : KindRules.of(snapshot).trouble(expectation);
  }

  /** Whether restarting the workload would do what is meant. */
  public static Eligibility eligibility(WorkloadSnapshot snapshot) {
    return EligibilityRules.of(snapshot);
  }

  /**
   * Why a rollout of the workload may never finish, a sentence each, by its template and strategy;
   * empty where nothing is known that could hold it for ever. They are among the warnings of {@link
   * #eligibility}.
   */
  public static List<String> deadlocks(WorkloadSnapshot snapshot) {
    return KindRules.of(snapshot).deadlocks();
  }

  private static RolloutStatus remarked(
      RolloutStatus status, WorkloadSnapshot snapshot, Expectation expectation) {
    String remark = GenericRules.remark(snapshot.object(), expectation);
    if (remark.isEmpty()) {
      return status;
    }
    return new RolloutStatus(status.status(), status.reason(), remark + status.message());
  }

  private static RolloutStatus stalled(
      RolloutStatus status, WorkloadSnapshot snapshot, PodSet pods) {
    String nodes = ProofRules.stalledBy(snapshot, pods);
    if (nodes.isEmpty()) {
      return status;
    }
    return new RolloutStatus(status.status(), status.reason(), status.message() + nodes);
  }
}
