package dev.rollwave.workload.rollout;

import dev.rollwave.workload.Condition;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.Recreate;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import dev.rollwave.workload.rollout.Eligibility.NothingToRestart;
import dev.rollwave.workload.rollout.Eligibility.Refused;
import dev.rollwave.workload.rollout.Eligibility.Restartable;
import dev.rollwave.workload.rollout.Expectation.AfterRestart;
import dev.rollwave.workload.rollout.Expectation.AsFound;
import dev.rollwave.workload.trouble.WorkloadTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rules of a Deployment.
 *
 * @param deployment as it was seen
 * @see <a
 *     href="https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/rollout_status.go">kubectl,
 *     rollout_status.go</a>
 * @see <a
 *     href="https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/status/core.go">kstatus,
 *     core.go</a>
 */
record DeploymentRules(DeploymentSnapshot deployment) implements KindRules {
  private static final String REPLICA_FAILURE = "ReplicaFailure";
  private static final String DEADLINE = "ProgressDeadlineExceeded";

  @Override
  public RolloutStatus judge(Expectation expectation) {
    return failure(expectation)
        .or(() -> incomplete().map(it -> explained(it, expectation)))
        .orElseGet(this::complete);
  }

  /**
   * That pods cannot be created or deleted, as long as some are missing or too many. It is no
   * failure yet: a quota has room again when a terminating pod is gone, and a webhook that timed
   * out answers the next time. kubectl and kstatus wait, too.
   */
  @Override
  public Optional<WorkloadTrouble> trouble(Expectation expectation) {
    return deployment.paused() || incomplete().isEmpty()
        ? Optional.empty()
        : replicaFailure()
            .filter(condition -> isOfTheRestart(condition, expectation))
            .map(condition ->
                new WorkloadTrouble(REPLICA_FAILURE, told(condition), condition.lastUpdateTime()));
  }

  private Optional<RolloutStatus> failure(Expectation expectation) {
    return first(c -> c.type().equals("Progressing") && c.reason().equals(DEADLINE))
        .filter(condition -> isOfTheRestart(condition, expectation))
        // The quota or webhook that forbids the pods explains the deadline that passed.
        .map(condition -> told(condition) + andThat())
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

  private Optional<Condition> replicaFailure() {
    return first(c -> c.type().equals(REPLICA_FAILURE) && c.status().equals("True"));
  }

  private Optional<Condition> first(Predicate<Condition> wanted) {
    for (Condition condition : deployment.conditions()) {
      if (wanted.test(condition)) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }

  private Optional<RolloutStatus> incomplete() {
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
  private RolloutStatus explained(RolloutStatus incomplete, Expectation expectation) {
    if (deployment.paused()) {
      return new RolloutStatus(
          Status.IN_PROGRESS,
          "Paused",
          "%s, and it is paused: nothing moves before `kubectl rollout resume deployment/%s -n %s`"
              .formatted(
                  incomplete.message(), deployment.ref().name(), deployment.ref().namespace()));
    }
    String reason = trouble(expectation).map(WorkloadTrouble::reason).orElseGet(incomplete::reason);
    return new RolloutStatus(Status.IN_PROGRESS, reason, incomplete.message() + andThat());
  }

  /** What forbids its pods, since the restart or since before, as a further clause. */
  private String andThat() {
    return replicaFailure().map(condition -> "; " + told(condition)).orElse("");
  }

  private RolloutStatus complete() {
    if (deployment.desired() == 0) {
      return EligibilityRules.completeAtZero();
    }
    String counts =
        Wording.of(deployment.updated(), deployment.desired()) + " updated and available";
    return deployment.paused()
        ? new RolloutStatus(
            Status.CURRENT, "Paused", counts + "; it is paused, so a restart would be refused")
        : new RolloutStatus(Status.CURRENT, "RolledOut", counts);
  }

  @Override
  public Eligibility eligibility() {
    if (deployment.paused()) {
      return new Refused(
          "Paused",
          "it is paused, so a restart would do nothing; resume it with `kubectl rollout resume"
              + " deployment/%s -n %s`"
                  .formatted(deployment.ref().name(), deployment.ref().namespace()));
    }
    return new Restartable(
        switch (deployment.strategy()) {
          case Recreate _ ->
              List.of(
                  "Strategy Recreate: "
                      + Wording.pods(deployment.desired())
                      + " stop before the first new one starts.");
          case RollingUpdate rolling -> rollingWarnings(rolling);
        });
  }

  private List<String> rollingWarnings(RollingUpdate rolling) {
    List<String> warnings = new ArrayList<>();
    if (rolling.maxUnavailable() >= deployment.desired()) {
      warnings.add(
          "Downtime: maxUnavailable comes to "
              + Wording.of(rolling.maxUnavailable(), deployment.desired())
              + ", so none may be left while the new ones start.");
    }
    warnings.addAll(deadlocks());
    return warnings;
  }

  @Override
  public NothingToRestart nothingToRestart() {
    return EligibilityRules.scaledToZero();
  }

  @Override
  public List<String> deadlocks() {
    return switch (deployment.strategy()) {
      case RollingUpdate(int _, int unavailable) when unavailable == 0 ->
          SurgeRules.whileOldPodsStay(deployment.surgeObstacles());
      case RollingUpdate _, Recreate _ -> List.of();
    };
  }

  @Override
  public int podsRequired() {
    return deployment.desired();
  }

  @Override
  public boolean mayStayOld(PodSnapshot pod) {
    return false;
  }

  /** A Recreate begins when the last old pod is gone. */
  @Override
  public boolean waitsForLeavingPods() {
    return deployment.strategy() instanceof Recreate;
  }

  /** Others of its new pods may become ready, and it replaces what does not. */
  @Override
  public boolean isDoomedByOnePod() {
    return false;
  }

  @Override
  public boolean keepsBrokenPods() {
    return false;
  }

  private static String told(Condition condition) {
    return condition.message().isEmpty() ? condition.reason() : condition.message();
  }
}
