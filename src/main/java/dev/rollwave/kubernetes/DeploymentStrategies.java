package dev.rollwave.kubernetes;

import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.Recreate;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a Deployment says that it replaces pods. */
final class DeploymentStrategies {
  private static final IntOrString A_QUARTER = new IntOrString("25%");
  private static final Pattern COUNT = Pattern.compile("(\\d{1,9})(%?)");

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
    int maxSurge = resolve(surge, desired, true);
    int maxUnavailable = resolve(unavailable, desired, false);
    if (maxSurge == 0 && maxUnavailable == 0) {
      maxUnavailable = 1;
    }
    return new RollingUpdate(maxSurge, Math.min(maxUnavailable, desired));
  }

  private static int resolve(@Nullable IntOrString count, int desired, boolean roundUp) {
    IntOrString given = count == null || count.getValue() == null ? A_QUARTER : count;
    Integer absolute = given.getIntVal();
    if (absolute != null) {
      return absolute;
    }
    Matcher written = COUNT.matcher(given.getStrVal());
    if (!written.matches()) {
      // No API server accepts it; in a manifest it says no more than nothing at all.
      return resolve(A_QUARTER, desired, roundUp);
    }
    int number = Integer.parseInt(written.group(1));
    if (written.group(2).isEmpty()) {
      return number;
    }
    long hundredths = (long) desired * number;
    long rounded = roundUp ? Math.ceilDiv(hundredths, 100) : Math.floorDiv(hundredths, 100);
    return Math.clamp(rounded, 0, Integer.MAX_VALUE);
  }
}
