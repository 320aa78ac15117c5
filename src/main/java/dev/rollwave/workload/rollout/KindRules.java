package dev.rollwave.workload.rollout;

import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import dev.rollwave.workload.rollout.Eligibility.NothingToRestart;
import dev.rollwave.workload.trouble.WorkloadTrouble;
import java.util.List;
import java.util.Optional;

/**
 * What the kinds of workload do differently, as far as it matters to a restart. Each kind is one
 * class, and {@link #of} is the one place of this package that tells the kinds apart.
 */
sealed interface KindRules permits DeploymentRules, StatefulSetRules, DaemonSetRules {

  /** The rules of {@code workload}'s kind, for {@code workload}. */
  static KindRules of(WorkloadSnapshot workload) {
    return switch (workload) {
      case DeploymentSnapshot deployment -> new DeploymentRules(deployment);
      case StatefulSetSnapshot set -> new StatefulSetRules(set);
      case DaemonSetSnapshot set -> new DaemonSetRules(set);
    };
  }

  /** What its counts and conditions say, where its generation is observed. */
  RolloutStatus judge(Expectation expectation);

  /**
   * What its controller says is in its way, where its generation is observed; empty for a kind
   * whose controller says nothing of it.
   */
  default Optional<WorkloadTrouble> trouble(Expectation expectation) {
    return Optional.empty();
  }

  /** Whether a restart would do what is meant, where it wants one pod at least. */
  Eligibility eligibility();

  /** Why there is nothing to restart, where it wants no pod. */
  NothingToRestart nothingToRestart();

  /** Why its rollout may never finish, a sentence each; may be empty. */
  List<String> deadlocks();

  /** How many pods of the newest revision prove its rollout, 0 or more. */
  int podsRequired();

  /** Whether {@code pod} may be of an older revision when its rollout is complete. */
  boolean mayStayOld(PodSnapshot pod);

  /** Whether its controller makes no new pod before an old one is gone. */
  boolean waitsForLeavingPods();

  /** Whether one pod that cannot become ready keeps its rollout from completing. */
  boolean isDoomedByOnePod();

  /**
   * Whether its controller waits for a broken pod and never replaces it, even when the template is
   * put right, since the name of the pod is needed (kubernetes#67250).
   */
  boolean keepsBrokenPods();
}
