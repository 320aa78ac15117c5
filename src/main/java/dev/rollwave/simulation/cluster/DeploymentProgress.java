package dev.rollwave.simulation.cluster;

import dev.rollwave.simulation.cluster.SimulatedDeployment.Counts;
import dev.rollwave.simulation.time.Timer;
import dev.rollwave.workload.Condition;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.Recreate;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  private final SimulatedDeployment deployment;
  private Condition availability;
  private Condition progressing;
  private Optional<Condition> replicaFailure = Optional.empty();
  private Instant lastProgress;
  private final Timer check;

  DeploymentProgress(SimulatedDeployment deployment) {
    this.deployment = deployment;
    this.check = new Timer(deployment.around.time(), () -> deployment.controller().enqueue());
    this.lastProgress = deployment.around.time().instant();
    this.availability = availability(true);
    this.progressing = complete();
  }

  void madeReplicaSet(ReplicaSet replicaSet) {
    progressed("NewReplicaSetCreated", "Created new replica set \"" + replicaSet.name() + "\"");
  }

  /** Its deadline passed an hour ago. */
  void timedOutLongAgo() {
    Instant then = instant().minus(Duration.ofHours(1));
    progressing = timedOut(then);
    lastProgress = then;
  }

  /** The conditions {@code before}, with what is known of the progress and nothing judged anew. */
  List<Condition> unjudged(List<Condition> before) {
    List<Condition> conditions = new ArrayList<>(before);
    conditions.replaceAll(it -> it.type().equals(TYPE) ? progressing : it);
    return List.copyOf(conditions);
  }

  /** The same after a pass that only scaled: availability is judged, and nothing else is. */
  List<Condition> conditionsAfterScaling(Counts now) {
    judgeAvailability(now);
    return all();
  }

  /** What the conditions are now that the numbers are {@code now}. */
  List<Condition> conditions(Counts now) {
    judgeAvailability(now);
    deployment.progressDeadline().ifPresent(deadline -> judge(now, deadline));
    boolean isFailing = deployment.replicaSets().stream().anyMatch(ReplicaSet::isFailing);
    // One that stands is left as it is, whatever fails now.
    replicaFailure =
        isFailing ? replicaFailure.or(() -> Optional.of(quotaSpent())) : Optional.empty();
    return all();
  }

  private List<Condition> all() {
    List<Condition> conditions = new ArrayList<>();
    conditions.add(availability);
    if (deployment.progressDeadline().isPresent()) {
      conditions.add(progressing);
    }
    replicaFailure.ifPresent(conditions::add);
    return List.copyOf(conditions);
  }

  private void judgeAvailability(Counts now) {
    int needed =
        switch (deployment.strategy()) {
          case RollingUpdate rolling -> deployment.desired() - rolling.maxUnavailable();
          case Recreate _ -> deployment.desired();
        };
    Condition judged = availability(now.available() >= needed);
    availability = judged.status().equals(availability.status()) ? availability : judged;
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
      progressing = timedOut(instant());
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
    progressing = new Condition(TYPE, "True", reason, message, time(instant()));
    lastProgress = instant();
  }

  private Condition complete() {
    return new Condition(
        TYPE,
        "True",
        COMPLETE,
        "ReplicaSet \"" + newestName() + "\" has successfully progressed.",
        time(instant()));
  }

  private Condition timedOut(Instant at) {
    return new Condition(
        TYPE,
        "False",
        TIMED_OUT,
        "ReplicaSet \"" + newestName() + "\" has timed out progressing.",
        time(at));
  }

  private Condition availability(boolean isEnough) {
    return new Condition(
        "Available",
        isEnough ? "True" : "False",
        isEnough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
        isEnough
            ? "Deployment has minimum availability."
            : "Deployment does not have minimum availability.",
        time(instant()));
  }

  private Condition quotaSpent() {
    return new Condition(
        "ReplicaFailure",
        "True",
        "FailedCreate",
        "pods is forbidden: exceeded quota: pods",
        time(instant()));
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private String newestName() {
    return deployment.replicaSets().getLast().name();
  }

  private Instant instant() {
    return deployment.around.time().instant();
  }
}
