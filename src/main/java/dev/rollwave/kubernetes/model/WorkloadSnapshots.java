package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.Condition;
import dev.rollwave.workload.SurveyedWorkload.Replacement;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps a Deployment, StatefulSet or DaemonSet to what the rules need of it. */
public final class WorkloadSnapshots {
  private static final String ON_DELETE = "OnDelete";

  private WorkloadSnapshots() {}

  /** The kind of {@code object}; empty when it is nothing that can be restarted. */
  public static Optional<WorkloadKind> kindOf(HasMetadata object) {
    return switch (object) {
      case Deployment d -> Optional.of(WorkloadKind.DEPLOYMENT);
      case StatefulSet s -> Optional.of(WorkloadKind.STATEFUL_SET);
      case DaemonSet d -> Optional.of(WorkloadKind.DAEMON_SET);
      default -> Optional.empty();
    };
  }

  /**
   * As {@link #of(HasMetadata, Collection)}, where nothing is known of the claims.
   *
   * @throws IllegalArgumentException when {@code object} is nothing that can be restarted
   */
  public static WorkloadSnapshot of(HasMetadata object) {
    return of(object, List.of());
  }

  /**
   * The snapshot of {@code object}. What it does not say is taken as the API server's default; an
   * object without a status counts as observed by no controller.
   *
   * @param claims among which those that the template mounts are looked up
   * @throws IllegalArgumentException when {@code object} is nothing that can be restarted
   */
  public static WorkloadSnapshot of(HasMetadata object, Collection<PersistentVolumeClaim> claims) {
    return switch (object) {
      case Deployment deployment -> deployment(deployment, claims);
      case StatefulSet statefulSet -> statefulSet(statefulSet);
      case DaemonSet daemonSet -> daemonSet(daemonSet, claims);
      default ->
          throw new IllegalArgumentException(
              object.getKind() + " is not a kind of workload that can be restarted");
    };
  }

  private static DeploymentSnapshot deployment(
      Deployment deployment, Collection<PersistentVolumeClaim> claims) {
    var spec = Objects.requireNonNullElseGet(deployment.getSpec(), DeploymentSpec::new);
    var status = Objects.requireNonNullElseGet(deployment.getStatus(), DeploymentStatus::new);
    int desired = oneWhenAbsent(spec.getReplicas());
    return new DeploymentSnapshot(
        ObjectStates.of(
            WorkloadKind.DEPLOYMENT,
            deployment.getMetadata(),
            spec.getTemplate(),
            status.getObservedGeneration()),
        desired,
        zeroWhenAbsent(status.getReplicas()),
        zeroWhenAbsent(status.getUpdatedReplicas()),
        zeroWhenAbsent(status.getReadyReplicas()),
        zeroWhenAbsent(status.getAvailableReplicas()),
        Boolean.TRUE.equals(spec.getPaused()),
        DeploymentStrategies.of(spec.getStrategy(), desired),
        Objects.requireNonNullElse(status.getConditions(), List.<DeploymentCondition>of()).stream()
            .map(WorkloadSnapshots::condition)
            .toList(),
        zeroWhenAbsent(spec.getMinReadySeconds()),
        SurgeObstacles.of(spec.getTemplate(), deployment.getMetadata().getNamespace(), claims));
  }

  private static StatefulSetSnapshot statefulSet(StatefulSet statefulSet) {
    var spec = Objects.requireNonNullElseGet(statefulSet.getSpec(), StatefulSetSpec::new);
    var status = Objects.requireNonNullElseGet(statefulSet.getStatus(), StatefulSetStatus::new);
    var strategy = spec.getUpdateStrategy();
    var rolling = strategy == null ? null : strategy.getRollingUpdate();
    int desired = oneWhenAbsent(spec.getReplicas());
    return new StatefulSetSnapshot(
        ObjectStates.of(
            WorkloadKind.STATEFUL_SET,
            statefulSet.getMetadata(),
            spec.getTemplate(),
            status.getObservedGeneration()),
        desired,
        zeroWhenAbsent(status.getReplicas()),
        zeroWhenAbsent(status.getUpdatedReplicas()),
        zeroWhenAbsent(status.getReadyReplicas()),
        zeroWhenAbsent(status.getAvailableReplicas()),
        spec.getOrdinals() == null ? 0 : zeroWhenAbsent(spec.getOrdinals().getStart()),
        rolling == null ? 0 : zeroWhenAbsent(rolling.getPartition()),
        strategy != null && ON_DELETE.equals(strategy.getType()),
        Objects.requireNonNullElse(status.getCurrentRevision(), ""),
        Objects.requireNonNullElse(status.getUpdateRevision(), ""),
        zeroWhenAbsent(spec.getMinReadySeconds()),
        Replacements.atOnce(rolling, desired));
  }

  private static DaemonSetSnapshot daemonSet(
      DaemonSet daemonSet, Collection<PersistentVolumeClaim> claims) {
    var status = Objects.requireNonNullElseGet(daemonSet.getStatus(), DaemonSetStatus::new);
    var spec = daemonSet.getSpec();
    var strategy = spec == null ? null : spec.getUpdateStrategy();
    Replacement replacement = Replacements.of(daemonSet);
    return new DaemonSetSnapshot(
        ObjectStates.of(
            WorkloadKind.DAEMON_SET,
            daemonSet.getMetadata(),
            spec == null ? null : spec.getTemplate(),
            status.getObservedGeneration()),
        zeroWhenAbsent(status.getDesiredNumberScheduled()),
        zeroWhenAbsent(status.getUpdatedNumberScheduled()),
        zeroWhenAbsent(status.getNumberReady()),
        zeroWhenAbsent(status.getNumberAvailable()),
        strategy != null && ON_DELETE.equals(strategy.getType()),
        replacement.minReadySeconds(),
        Math.clamp(
            (long) replacement.maxSurge() + replacement.maxUnavailable(), 1, Integer.MAX_VALUE),
        replacement.maxSurge() == 0 || spec == null
            ? List.of()
            : SurgeObstacles.of(
                spec.getTemplate(), daemonSet.getMetadata().getNamespace(), claims));
  }

  private static Condition condition(DeploymentCondition condition) {
    return new Condition(
        Objects.requireNonNullElse(condition.getType(), ""),
        Objects.requireNonNullElse(condition.getStatus(), ""),
        Objects.requireNonNullElse(condition.getReason(), ""),
        Objects.requireNonNullElse(condition.getMessage(), ""),
        Objects.requireNonNullElse(condition.getLastUpdateTime(), ""));
  }

  private static int zeroWhenAbsent(@Nullable Integer count) {
    return count == null ? 0 : count;
  }

  private static int oneWhenAbsent(@Nullable Integer replicas) {
    return replicas == null ? 1 : replicas;
  }
}
