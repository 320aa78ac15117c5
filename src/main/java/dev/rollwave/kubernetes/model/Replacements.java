package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.SurveyedWorkload.Replacement;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateStatefulSetStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how a workload replaces its pods, as far as its verdict does not depend on it. */
public final class Replacements {
  private static final int USUAL_DEADLINE_SECONDS = 600;
  // The API server writes the largest number where somebody wants no deadline.
  private static final int NO_DEADLINE = Integer.MAX_VALUE;

  private Replacements() {}

  /** How a rollout of {@code object} replaces its pods. */
  public static Replacement of(HasMetadata object) {
    return switch (object) {
      case Deployment deployment -> deployment(deployment);
      case StatefulSet set -> statefulSet(set);
      case DaemonSet set -> daemonSet(set);
      default ->
          throw new IllegalArgumentException(
              object.getKind() + " is not a kind of workload that can be restarted");
    };
  }

  private static Replacement deployment(Deployment deployment) {
    var spec = Objects.requireNonNullElseGet(deployment.getSpec(), DeploymentSpec::new);
    int deadline =
        Objects.requireNonNullElse(spec.getProgressDeadlineSeconds(), USUAL_DEADLINE_SECONDS);
    return new Replacement(
        zeroWhenAbsent(spec.getMinReadySeconds()),
        deadline == NO_DEADLINE ? Optional.empty() : Optional.of(Duration.ofSeconds(deadline)),
        0,
        0,
        false);
  }

  private static Replacement statefulSet(StatefulSet set) {
    var spec = Objects.requireNonNullElseGet(set.getSpec(), StatefulSetSpec::new);
    return new Replacement(
        zeroWhenAbsent(spec.getMinReadySeconds()),
        Optional.empty(),
        0,
        0,
        "Parallel".equals(spec.getPodManagementPolicy()));
  }

  /**
   * Both numbers are rounded up; where both come to nothing, one node may be without its pod.
   *
   * @see <a
   *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/daemon/update.go">updatedDesiredNodeCounts</a>
   */
  private static Replacement daemonSet(DaemonSet set) {
    var spec = Objects.requireNonNullElseGet(set.getSpec(), DaemonSetSpec::new);
    var status = Objects.requireNonNullElseGet(set.getStatus(), DaemonSetStatus::new);
    var strategy = spec.getUpdateStrategy();
    var rolling = strategy == null ? null : strategy.getRollingUpdate();
    int nodes = zeroWhenAbsent(status.getDesiredNumberScheduled());
    int surge =
        IntOrPercent.of(rolling == null ? null : rolling.getMaxSurge(), new IntOrString(0))
            .roundedUp(nodes);
    int unavailable =
        IntOrPercent.of(rolling == null ? null : rolling.getMaxUnavailable(), new IntOrString(1))
            .roundedUp(nodes);
    return new Replacement(
        zeroWhenAbsent(spec.getMinReadySeconds()),
        Optional.empty(),
        surge,
        surge == 0 && unavailable == 0 ? 1 : unavailable,
        false);
  }

  /**
   * How many pods of a StatefulSet of {@code desired} its controller replaces at the same time:
   * {@code maxUnavailable}, rounded down and at least 1. A server that does not know the field does
   * not send it.
   *
   * @see <a
   *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/statefulset/stateful_set_utils.go">getStatefulSetMaxUnavailable</a>
   */
  static int atOnce(@Nullable RollingUpdateStatefulSetStrategy rolling, int desired) {
    int unavailable =
        IntOrPercent.of(rolling == null ? null : rolling.getMaxUnavailable(), new IntOrString(1))
            .roundedDown(desired);
    return Math.max(1, unavailable);
  }

  private static int zeroWhenAbsent(@Nullable Integer count) {
    return count == null ? 0 : count;
  }
}
