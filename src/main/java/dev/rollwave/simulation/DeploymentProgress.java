package dev.rollwave.simulation;

import dev.rollwave.simulation.SimulatedDeployment.Counts;
import dev.rollwave.workload.Condition;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.Recreate;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a Deployment's conditions, among them whether its rollout makes progress.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/progress.go">progress.go</a>
 */
final class DeploymentProgress {
  private static final String TYPE = "Progressing";
  private static final String COMPLETE = "NewReplicaSetAvailable";
  private static final String TIMED_OUT = "ProgressDeadlineExceeded";
  // The real controller looks a second later than the deadline, against clocks that differ.
  private static final Duration SLACK = Duration.ofSeconds(1);

  private static final Condition AVAILABLE =
      new Condition(
          "Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.");

  private static final Condition UNAVAILABLE =
      new Condition(
          "Available",
          "False",
          "MinimumReplicasUnavailable",
          "Deployment does not have minimum availability.");

  private static final Condition QUOTA_SPENT =
      new Condition(
          "ReplicaFailure", "True", "FailedCreate", "pods is forbidden: exceeded quota: pods");

  private final SimulatedDeployment deployment;
  private Condition progressing;
  private Instant lastProgress;
  private final Timer check;

  DeploymentProgress(SimulatedDeployment deployment) {
    this.deployment = deployment;
    this.check = new Timer(deployment.around.time(), () -> deployment.controller().enqueue());
    this.lastProgress = deployment.around.time().instant();
    this.progressing = complete();
  }

  void madeReplicaSet(ReplicaSet replicaSet) {
    progressed("NewReplicaSetCreated", "Created new replica set \"" + replicaSet.name() + "\"");
  }

  /** The conditions {@code before}, with what is known of the progress and nothing judged anew. */
  List<Condition> unjudged(List<Condition> before) {
    List<Condition> conditions = new ArrayList<>(before);
    conditions.replaceAll(it -> it.type().equals(TYPE) ? progressing : it);
    return List.copyOf(conditions);
  }

  /** The same after a pass that only scaled: availability is judged, and progress is not. */
  List<Condition> conditionsAfterScaling(Counts now) {
    return deployment.progressDeadline().isEmpty()
        ? List.of(availability(now))
        : List.of(availability(now), progressing);
  }

  /** What the conditions are now that the numbers are {@code now}. */
  List<Condition> conditions(Counts now) {
    List<Condition> conditions = new ArrayList<>();
    conditions.add(availability(now));
    if (deployment.progressDeadline().isPresent()) {
      judge(now, deployment.progressDeadline().get());
      conditions.add(progressing);
    }
    for (ReplicaSet replicaSet : deployment.replicaSets()) {
      if (replicaSet.isFailing()) {
        conditions.add(QUOTA_SPENT);
        break;
      }
    }
    return List.copyOf(conditions);
  }

  private Condition availability(Counts now) {
    int needed =
        switch (deployment.strategy()) {
          case RollingUpdate rolling -> deployment.desired() - rolling.maxUnavailable();
          case Recreate _ -> deployment.desired();
        };
    return now.available() >= needed ? AVAILABLE : UNAVAILABLE;
  }

  private void judge(Counts now, Duration deadline) {
    if (now.replicas() == now.updated() && progressing.reason().equals(COMPLETE)) {
      return;
    }
    int desired = deployment.desired();
    if (now.updated() == desired && now.replicas() == desired && now.available() == desired) {
      progressing = complete();
      check.clear();
    } else if (madeProgress(deployment.counts(), now)) {
      progressed("ReplicaSetUpdated", "ReplicaSet \"" + newestName() + "\" is progressing.");
    } else if (isRollingOut() && lastProgress.plus(deadline).isBefore(instant())) {
      progressing =
          new Condition(
              TYPE,
              "False",
              TIMED_OUT,
              "ReplicaSet \"" + newestName() + "\" has timed out progressing.");
      check.clear();
    }
    if (isRollingOut()) {
      check.set(lastProgress.plus(deadline).plus(SLACK));
    }
  }

  private static boolean madeProgress(Counts before, Counts now) {
    return now.updated() > before.updated()
        || now.replicas() - now.updated() < before.replicas() - before.updated()
        || now.ready() > before.ready()
        || now.available() > before.available();
  }

  private boolean isRollingOut() {
    return !progressing.reason().equals(COMPLETE) && !progressing.reason().equals(TIMED_OUT);
  }

  private void progressed(String reason, String message) {
    progressing = new Condition(TYPE, "True", reason, message);
    lastProgress = instant();
  }

  private Condition complete() {
    return new Condition(
        TYPE, "True", COMPLETE, "ReplicaSet \"" + newestName() + "\" has successfully progressed.");
  }

  private String newestName() {
    return deployment.replicaSets().getLast().name();
  }

  private Instant instant() {
    return deployment.around.time().instant();
  }
}
