package dev.rollwave.workload;

import dev.rollwave.workload.Eligibility.NothingToRestart;
import dev.rollwave.workload.Eligibility.Refused;
import dev.rollwave.workload.Eligibility.Restartable;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.Recreate;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import java.util.ArrayList;
import java.util.List;

/** Decides, before anything is touched, whether a restart would do what is meant. */
final class EligibilityRules {
  private EligibilityRules() {}

  static Eligibility of(WorkloadSnapshot workload) {
    if (workload.object().terminating()) {
      return new Refused("Terminating", "it is being deleted; take it out of the plan");
    }
    if (workload.desired() == 0) {
      return nothing(workload);
    }
    return switch (workload) {
      case DeploymentSnapshot deployment -> deployment(deployment);
      case StatefulSetSnapshot set -> statefulSet(set);
      case DaemonSetSnapshot set -> daemonSet(set);
    };
  }

  private static NothingToRestart nothing(WorkloadSnapshot workload) {
    return switch (workload) {
      case DeploymentSnapshot _, StatefulSetSnapshot _ ->
          new NothingToRestart("ScaledToZero", "it is scaled to 0");
      case DaemonSetSnapshot _ ->
          new NothingToRestart(
              "NoNodes",
              "no node is to run it; right after its creation that may be so for a moment");
    };
  }

  private static Eligibility deployment(DeploymentSnapshot deployment) {
    if (deployment.paused()) {
      return new Refused(
          "Paused",
          "it is paused, so a restart would do nothing; resume it with `kubectl rollout resume"
              + " deployment/%s -n %s`"
                  .formatted(deployment.ref().name(), deployment.ref().namespace()));
    }
    List<String> warnings = new ArrayList<>();
    switch (deployment.strategy()) {
      case Recreate _ ->
          warnings.add(
              "Strategy Recreate: "
                  + Wording.pods(deployment.desired())
                  + " stop before the first new one starts.");
      case RollingUpdate rolling -> addRollingWarnings(deployment, rolling, warnings);
    }
    return new Restartable(warnings);
  }

  private static void addRollingWarnings(
      DeploymentSnapshot deployment, RollingUpdate rolling, List<String> warnings) {
    if (rolling.maxUnavailable() >= deployment.desired()) {
      warnings.add(
          "Downtime: maxUnavailable comes to "
              + Wording.of(rolling.maxUnavailable(), deployment.desired())
              + ", so none may be left while the new ones start.");
    }
    warnings.addAll(SurgeRules.deadlocks(deployment));
  }

  private static Eligibility statefulSet(StatefulSetSnapshot set) {
    if (set.onDelete()) {
      return onDelete();
    }
    if (StatefulSetRules.isHeldByPartition(set)) {
      return new Refused(
          "HeldByPartition",
          "partition %d of %s lets a restart reach none of them; lower the partition"
              .formatted(set.partition(), Wording.pods(set.desired())));
    }
    List<String> warnings = new ArrayList<>();
    if (StatefulSetRules.isPartial(set)) {
      warnings.add("Partial: " + StatefulSetRules.split(set) + ".");
    }
    if (set.desired() == 1) {
      warnings.add("Downtime: its only pod stops before the new one starts.");
    }
    return new Restartable(warnings);
  }

  private static Eligibility daemonSet(DaemonSetSnapshot set) {
    if (set.onDelete()) {
      return onDelete();
    }
    List<String> warnings = new ArrayList<>();
    if (set.desired() == 1) {
      warnings.add("Downtime: its only pod stops before the new one starts, unless it may surge.");
    }
    warnings.addAll(SurgeRules.deadlocks(set));
    return new Restartable(warnings);
  }

  private static Refused onDelete() {
    return new Refused(
        "OnDelete",
        "its update strategy is OnDelete, so a restart would do nothing; set it to RollingUpdate,"
            + " or delete its pods by hand");
  }
}
