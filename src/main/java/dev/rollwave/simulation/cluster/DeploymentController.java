package dev.rollwave.simulation.cluster;

import dev.rollwave.simulation.cluster.SimulatedDeployment.Counts;
import dev.rollwave.workload.Condition;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.Recreate;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces a Deployment's pods by scaling its ReplicaSets.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/rolling.go">rolling.go</a>
 *     and recreate.go beside it
 */
final class DeploymentController {
  private final SimulatedDeployment deployment;
  private final DeploymentProgress progress;
  private final DeploymentScaling scaling;
  private boolean madeReplicaSet;

  DeploymentController(SimulatedDeployment deployment) {
    this.deployment = deployment;
    this.progress = new DeploymentProgress(deployment);
    this.scaling = new DeploymentScaling(deployment);
  }

  void reconcile() {
    // The status counts the pods that the ReplicaSets were to have before this pass scaled them.
    int wanted = wantedByAll();
    madeReplicaSet = false;
    if (deployment.isPaused() || scaling.isDue()) {
      scaling.scale();
      Counts now = count(wanted);
      deployment.writeStatus(now, progress.conditionsAfterScaling(now));
    } else {
      rollOut(wanted);
    }
  }

  private void rollOut(int wanted) {
    switch (deployment.strategy()) {
      case RollingUpdate rolling -> rollOver(rolling);
      case Recreate _ -> recreate();
    }
    if (madeReplicaSet) {
      // The condition written meanwhile makes this pass's status a conflict, and it starts over.
      deployment.controller().enqueue();
    } else {
      Counts now = count(wanted);
      deployment.writeStatus(now, progress.conditions(now));
    }
  }

  List<Condition> conditions(Counts now) {
    return progress.conditions(now);
  }

  List<Condition> conditionsWhenStuck(Counts now) {
    progress.timedOutLongAgo();
    return progress.conditionsAfterScaling(now);
  }

  private void rollOver(RollingUpdate rolling) {
    ReplicaSet newest = takeUpNewest(Optional.of(rolling));
    int wanted = newest.wanted();
    int next =
        wanted > deployment.desired() ? deployment.desired() : wanted + roomFor(newest, rolling);
    if (newest.scaleTo(next)) {
      return;
    }
    scaleDownOld(newest, rolling);
  }

  /** How many more pods the newest ReplicaSet may have, counted by specs and not by pods. */
  private int roomFor(ReplicaSet newest, RollingUpdate rolling) {
    int most = deployment.desired() + rolling.maxSurge();
    int room = Math.max(0, most - wantedByAll());
    return Math.min(room, Math.max(0, deployment.desired() - newest.wanted()));
  }

  private void scaleDownOld(ReplicaSet newest, RollingUpdate rolling) {
    int needed = deployment.desired() - rolling.maxUnavailable();
    int notYetAvailable = newest.wanted() - newest.counts().available();
    int spare = wantedByAll() - needed - notYetAvailable;
    if (spare <= 0) {
      return;
    }
    if (!giveUpUnhealthy(newest, spare)) {
      return;
    }
    int available = 0;
    for (ReplicaSet replicaSet : deployment.replicaSets()) {
      available += replicaSet.counts().available();
    }
    int left = available - needed;
    for (ReplicaSet old : oldBeside(newest)) {
      int fewer = Math.min(old.wanted(), Math.max(0, left));
      left -= fewer;
      old.scaleTo(old.wanted() - fewer);
    }
  }

  /**
   * Old pods that are not available serve no traffic, and would block the rollout.
   *
   * @return false when a ReplicaSet that was just scaled down still reports more available pods
   *     than it wants. The real controller takes that for an invalid scaling, drops the error, and
   *     scales nothing down in this pass.
   */
  private boolean giveUpUnhealthy(ReplicaSet newest, int most) {
    int left = most;
    for (ReplicaSet old : oldBeside(newest)) {
      int fewer = Math.min(left, old.wanted() - old.counts().available());
      if (left > 0 && old.wanted() > 0 && fewer < 0) {
        return false;
      }
      if (left > 0 && fewer > 0) {
        left -= fewer;
        old.scaleTo(old.wanted() - fewer);
      }
    }
    return true;
  }

  private void recreate() {
    boolean scaledDown = false;
    boolean podsLeft = false;
    for (ReplicaSet replicaSet : List.copyOf(deployment.replicaSets())) {
      if (!isNewest(replicaSet)) {
        scaledDown |= replicaSet.scaleTo(0);
        // Pods that are still terminating count too: no new one comes before the last old one went.
        podsLeft |= !replicaSet.pods().isEmpty();
      }
    }
    if (!scaledDown && !podsLeft) {
      takeUpNewest(Optional.empty()).scaleTo(deployment.desired());
    }
  }

  /** The ReplicaSet of the present template, which is made, or moved to the end, when needed. */
  private ReplicaSet takeUpNewest(Optional<RollingUpdate> rolling) {
    List<ReplicaSet> all = deployment.replicaSets();
    Optional<ReplicaSet> found = newestAmong(all);
    ReplicaSet newest;
    if (found.isEmpty()) {
      newest = new ReplicaSet(deployment, deployment.template().digest());
      all.add(newest);
      madeReplicaSet = true;
      progress.madeReplicaSet(newest);
      deployment.writeConditions(progress.unjudged(deployment.conditions()));
      if (rolling.isPresent()) {
        newest.scaleTo(roomFor(newest, rolling.get()));
      }
    } else {
      newest = found.get();
      if (all.getLast() != newest) {
        all.remove(newest);
        all.add(newest);
      }
    }
    return newest;
  }

  private Optional<ReplicaSet> newestAmong(List<ReplicaSet> all) {
    for (ReplicaSet replicaSet : all) {
      if (isNewest(replicaSet)) {
        return Optional.of(replicaSet);
      }
    }
    return Optional.empty();
  }

  private boolean isNewest(ReplicaSet replicaSet) {
    return replicaSet.hash().equals(deployment.template().digest());
  }

  private List<ReplicaSet> oldBeside(ReplicaSet newest) {
    List<ReplicaSet> old = new ArrayList<>(deployment.replicaSets());
    old.remove(newest);
    return old;
  }

  private int wantedByAll() {
    int wanted = 0;
    for (ReplicaSet replicaSet : deployment.replicaSets()) {
      wanted += replicaSet.wanted();
    }
    return wanted;
  }

  private Counts count(int wanted) {
    int replicas = 0;
    int updated = 0;
    int ready = 0;
    int available = 0;
    int terminating = 0;
    for (ReplicaSet replicaSet : deployment.replicaSets()) {
      terminating += replicaSet.counts().terminating();
      replicas += replicaSet.counts().replicas();
      ready += replicaSet.counts().ready();
      available += replicaSet.counts().available();
      if (isNewest(replicaSet)) {
        updated = replicaSet.counts().replicas();
      }
    }
    int unavailable = Math.max(0, wanted - available);
    return new Counts(replicas, updated, ready, available, unavailable, terminating);
  }
}
