package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.Recreate;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** How a Deployment says that it replaces pods. */
final class DeploymentStrategies {
  private static final IntOrString A_QUARTER = new IntOrString("25%");

  private DeploymentStrategies() {}

  /**
   * The strategy with its percentages resolved, as the Deployment controller does: a surge is
   * rounded up, unavailability down and never above {@code desired}; where both come to nothing,
   * one pod may be unavailable, or the rollout could not move.
   *
   * @see <a
   *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/util/deployment_util.go">ResolveFenceposts
   *     and MaxUnavailable</a>
   */
  static DeploymentStrategy of(
      io.fabric8.kubernetes.api.model.apps.@Nullable DeploymentStrategy strategy, int desired) {
    if (strategy != null && "Recreate".equals(strategy.getType())) {
      return new Recreate();
    }
    var rolling = strategy == null ? null : strategy.getRollingUpdate();
    IntOrString surge = rolling == null ? null : rolling.getMaxSurge();
    IntOrString unavailable = rolling == null ? null : rolling.getMaxUnavailable();
    int maxSurge = IntOrPercent.of(surge, A_QUARTER).roundedUp(desired);
    int maxUnavailable = IntOrPercent.of(unavailable, A_QUARTER).roundedDown(desired);
    if (maxSurge == 0 && maxUnavailable == 0) {
      maxUnavailable = 1;
    }
    return new RollingUpdate(maxSurge, Math.min(maxUnavailable, desired));
  }
}
