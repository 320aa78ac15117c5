package dev.rollwave.workload;

import dev.rollwave.workload.Expectation.AfterRestart;
import dev.rollwave.workload.Expectation.AsFound;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import java.util.Optional;
import java.util.function.Predicate;

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
  private static final String REPLICA_FAILURE = "ReplicaFailure";
  private static final String DEADLINE = "ProgressDeadlineExceeded";

  private DeploymentRules() {}

  static RolloutStatus judge(DeploymentSnapshot deployment, Expectation expectation) {
    return failure(deployment, expectation)
        .or(() -> incomplete(deployment).map(it -> explained(it, deployment, expectation)))
        .orElseGet(() -> complete(deployment));
  }

  /**
   * That pods cannot be created or deleted, as long as some are missing or too many. It is no
   * failure yet: a quota has room again when a terminating pod is gone, and a webhook that timed
   * out answers the next time. kubectl and kstatus wait, too.
   */
  static Optional<WorkloadTrouble> trouble(DeploymentSnapshot deployment, Expectation expectation) {
    return deployment.paused() || incomplete(deployment).isEmpty()
        ? Optional.empty()
        : replicaFailure(deployment)
            .filter(condition -> isOfTheRestart(condition, expectation))
            .map(condition ->
                new WorkloadTrouble(REPLICA_FAILURE, told(condition), condition.lastUpdateTime()));
  }

  private static Optional<RolloutStatus> failure(
      DeploymentSnapshot deployment, Expectation expectation) {
    return first(deployment, c -> c.type().equals("Progressing") && c.reason().equals(DEADLINE))
        .filter(condition -> isOfTheRestart(condition, expectation))
        // The quota or webhook that forbids the pods explains the deadline that passed.
        .map(condition -> told(condition) + andThat(deployment))
        .map(message -> new RolloutStatus(Status.FAILED, DEADLINE, message));
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

  private static Optional<Condition> replicaFailure(DeploymentSnapshot deployment) {
    return first(deployment, c -> c.type().equals(REPLICA_FAILURE) && c.status().equals("True"));
  }

  private static Optional<Condition> first(
      DeploymentSnapshot deployment, Predicate<Condition> wanted) {
    return deployment.conditions().stream().filter(wanted).findFirst();
  }

  private static Optional<RolloutStatus> incomplete(DeploymentSnapshot deployment) {
    int desired = deployment.desired();
    int updated = deployment.updated();
    int old = deployment.replicas() - updated;
    if (updated < desired) {
      return inProgress("Updating", Wording.of(updated, desired) + " updated");
    }
    if (old > 0) {
      // The controller keeps them for as long as others are not available: that is the cause.
      String cause =
          deployment.available() < deployment.replicas()
              ? Wording.of(deployment.available(), deployment.replicas()) + " available, so "
              : "";
      return inProgress("OldPods", cause + Wording.pods(old) + " of an older revision still there");
    }
    if (deployment.available() < updated) {
      String patience =
          deployment.minReadySeconds() == 0
              ? ""
              : ", which takes being ready for " + deployment.minReadySeconds() + " s";
      return inProgress(
          "NotAvailable", Wording.of(deployment.available(), updated) + " available" + patience);
    }
    return Optional.empty();
  }

  private static Optional<RolloutStatus> inProgress(String reason, String message) {
    return Optional.of(new RolloutStatus(Status.IN_PROGRESS, reason, message));
  }

  /** The same with what holds it up. */
  private static RolloutStatus explained(
      RolloutStatus incomplete, DeploymentSnapshot deployment, Expectation expectation) {
    if (deployment.paused()) {
      return new RolloutStatus(
          Status.IN_PROGRESS,
          "Paused",
          "%s, and it is paused: nothing moves before `kubectl rollout resume deployment/%s -n %s`"
              .formatted(
                  incomplete.message(), deployment.ref().name(), deployment.ref().namespace()));
    }
    String reason =
        trouble(deployment, expectation).map(WorkloadTrouble::reason).orElseGet(incomplete::reason);
    return new RolloutStatus(
        Status.IN_PROGRESS, reason, incomplete.message() + andThat(deployment));
  }

  /** What forbids its pods, since the restart or since before, as a further clause. */
  private static String andThat(DeploymentSnapshot deployment) {
    return replicaFailure(deployment).map(condition -> "; " + told(condition)).orElse("");
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
