package dev.rollwave.workload;

import java.util.Optional;

/** The rules that judge a rollout. */
public final class RolloutRules {
  private RolloutRules() {}

  /**
   * Judges a workload by what it says about itself; counts alone, so {@code Current} is not yet
   * proven.
   */
  public static RolloutStatus judge(WorkloadSnapshot snapshot, Expectation expectation) {
    return new RolloutStatus(Status.UNKNOWN, "NotJudged", snapshot.ref() + " " + expectation);
  }

  /** Judges a workload by what it says about itself and by its pods; {@code Current} is proven. */
  public static RolloutStatus prove(
      WorkloadSnapshot snapshot, PodSet pods, Expectation expectation) {
    return judge(snapshot, expectation);
  }

  /**
   * The pod because of which the rollout will not make it, if there is one; says nothing of how
   * long it has been so.
   */
  public static Optional<PodTrouble> trouble(WorkloadSnapshot snapshot, PodSet pods) {
    return Optional.empty();
  }

  /** Whether restarting the workload would do what is meant. */
  public static Eligibility eligibility(WorkloadSnapshot snapshot) {
    return new Eligibility.Refused("NotJudged", snapshot.ref().toString());
  }
}
