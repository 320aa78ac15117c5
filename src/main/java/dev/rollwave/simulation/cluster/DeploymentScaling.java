package dev.rollwave.simulation.cluster;

import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.Recreate;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Shares a new number of wanted pods out among a Deployment's ReplicaSets, to each in proportion to
 * its size, so that a scaling in the middle of a rollout neither hastens nor undoes it.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/deployment/sync.go">sync.go</a>,
 *     the function scale
 */
final class DeploymentScaling {
  private final SimulatedDeployment deployment;

  DeploymentScaling(SimulatedDeployment deployment) {
    this.deployment = deployment;
  }

  /** Whether a ReplicaSet was last scaled for another number of wanted pods than the present. */
  boolean isDue() {
    for (ReplicaSet replicaSet : deployment.replicaSets()) {
      if (replicaSet.wanted() > 0 && replicaSet.scaledFor().desired() != deployment.desired()) {
        return true;
      }
    }
    return false;
  }

  void scale() {
    List<ReplicaSet> active = active();
    if (active.size() <= 1) {
      ReplicaSet only = active.isEmpty() ? deployment.replicaSets().getLast() : active.getFirst();
      only.scaleTo(deployment.desired());
    } else if (isSaturated(deployment.replicaSets().getLast())) {
      active.stream()
          .filter(replicaSet -> replicaSet != deployment.replicaSets().getLast())
          .forEach(replicaSet -> replicaSet.scaleTo(0));
    } else {
      switch (deployment.strategy()) {
        case RollingUpdate rolling -> shareOut(active, rolling);
        case Recreate _ -> {}
      }
    }
  }

  private boolean isSaturated(ReplicaSet newest) {
    return newest.hash().equals(deployment.template().digest())
        && newest.scaledFor().desired() == deployment.desired()
        && newest.wanted() == deployment.desired()
        && newest.counts().available() == deployment.desired();
  }

  /** The largest comes first and gets what rounding leaves over. */
  private void shareOut(List<ReplicaSet> active, RollingUpdate rolling) {
    int allowed = deployment.desired() > 0 ? deployment.desired() + rolling.maxSurge() : 0;
    int wantedByAll = active.stream().mapToInt(ReplicaSet::wanted).sum();
    int more = allowed - wantedByAll;
    List<ReplicaSet> ordered = inOrder(active, more);
    int added = 0;
    List<Integer> sizes = new ArrayList<>();
    for (ReplicaSet replicaSet : ordered) {
      int share = share(replicaSet, more - added, allowed);
      sizes.add(replicaSet.wanted() + share);
      added += share;
    }
    sizes.set(0, Math.max(0, sizes.getFirst() + more - added));
    for (int i = 0; i < ordered.size(); i++) {
      ordered.get(i).scaleTo(sizes.get(i));
    }
  }

  private static int share(ReplicaSet replicaSet, int left, int allowed) {
    double proportional =
        (double) (replicaSet.wanted() * allowed) / replicaSet.scaledFor().mostPods();
    int share = (int) Math.round(proportional) - replicaSet.wanted();
    return left > 0 ? Math.min(share, left) : Math.max(share, left);
  }

  /** By size; of two that are alike, the newer one grows first and the older one shrinks first. */
  private static List<ReplicaSet> inOrder(List<ReplicaSet> active, int more) {
    return (more > 0 ? active.reversed() : active)
        .stream().sorted(Comparator.comparingInt(ReplicaSet::wanted).reversed()).toList();
  }

  private List<ReplicaSet> active() {
    return deployment.replicaSets().stream().filter(it -> it.wanted() > 0).toList();
  }
}
