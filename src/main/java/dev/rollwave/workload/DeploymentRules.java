package dev.rollwave.workload;

import dev.rollwave.workload.Expectation.AfterRestart;
import dev.rollwave.workload.Expectation.AsFound;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * Judges a Deployment whose generation is observed.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/rollout_status.go">kubectl,
 *     rollout_status.go</a>
 * @see <a
 *     href="https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/status/core.go">kstatus,
 *     core.go</a>
 */
final class DeploymentRules {
  private DeploymentRules() {}

  static RolloutStatus judge(DeploymentSnapshot deployment, Expectation expectation) {
    return failure(deployment, expectation)
        .or(() -> incomplete(deployment))
        .orElseGet(() -> complete(deployment));
  }

  private static Optional<RolloutStatus> failure(
      DeploymentSnapshot deployment, Expectation expectation) {
    List<Condition> telling =
        deployment.conditions().stream().filter(c -> isOfTheRestart(c, expectation)).toList();
    for (Condition c : telling) {
      if (c.type().equals("ReplicaFailure") && c.status().equals("True")) {
        return Optional.of(new RolloutStatus(Status.FAILED, "ReplicaFailure", told(c)));
      }
    }
    // The quota or webhook that forbids the pods explains the deadline that passed, so it goes
    // first.
    for (Condition c : telling) {
      if (c.type().equals("Progressing") && c.reason().equals("ProgressDeadlineExceeded")) {
        return Optional.of(new RolloutStatus(Status.FAILED, "ProgressDeadlineExceeded", told(c)));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a condition may tell of the restart that is judged. The controller observes a
   * generation before it renews its conditions, with the strategy Recreate long before: until then
   * it shows those that it had. One that it has written anew differs in its time at least.
   *
   * @see <a
   *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/recreate.go">recreate.go</a>
   * @see <a
   *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/progress.go">progress.go</a>
   */
  private static boolean isOfTheRestart(Condition condition, Expectation expectation) {
    return switch (expectation) {
      case AsFound _ -> true;
      case AfterRestart ours -> !ours.before().contains(condition);
    };
  }

  private static Optional<RolloutStatus> incomplete(DeploymentSnapshot deployment) {
    int desired = deployment.desired();
    int updated = deployment.updated();
    int old = deployment.replicas() - updated;
    if (updated < desired) {
      return inProgress(deployment, "Updating", Wording.of(updated, desired) + " updated");
    }
    if (old > 0) {
      return inProgress(
          deployment, "OldPods", Wording.pods(old) + " of an older revision still there");
    }
    if (deployment.available() < updated) {
      String patience =
          deployment.minReadySeconds() == 0
              ? ""
              : ", which takes being ready for " + deployment.minReadySeconds() + " s";
      return inProgress(
          deployment,
          "NotAvailable",
          Wording.of(deployment.available(), updated) + " available" + patience);
    }
    return Optional.empty();
  }

  private static Optional<RolloutStatus> inProgress(
      DeploymentSnapshot deployment, String reason, String message) {
    return Optional.of(
        deployment.paused()
            ? new RolloutStatus(
                Status.IN_PROGRESS,
                "Paused",
                "%s, and it is paused: nothing moves before `kubectl rollout resume deployment/%s -n %s`"
                    .formatted(message, deployment.ref().name(), deployment.ref().namespace()))
            : new RolloutStatus(Status.IN_PROGRESS, reason, message));
  }

  private static RolloutStatus complete(DeploymentSnapshot deployment) {
    if (deployment.desired() == 0) {
      return new RolloutStatus(
          Status.CURRENT, "ScaledToZero", "scaled to 0: there is no pod that could be out of date");
    }
    String counts =
        Wording.of(deployment.updated(), deployment.desired()) + " updated and available";
    return deployment.paused()
        ? new RolloutStatus(
            Status.CURRENT, "Paused", counts + "; it is paused, so a restart would be refused")
        : new RolloutStatus(Status.CURRENT, "RolledOut", counts);
  }

  private static String told(Condition condition) {
    return condition.message().isEmpty() ? condition.reason() : condition.message();
  }
}
