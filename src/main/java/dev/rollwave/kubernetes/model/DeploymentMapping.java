package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.Condition;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.Recreate;
import dev.rollwave.workload.survey.SurveyedWorkload.Replacement;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentList;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads Deployments. */
enum DeploymentMapping implements KindMapping<Deployment> {
  INSTANCE;

  private static final int USUAL_DEADLINE_SECONDS = 600;
  // The largest number stands for no deadline.
  private static final int NO_DEADLINE = Integer.MAX_VALUE;
  private static final String COMPLETE = "NewReplicaSetAvailable";

  @Override
  public WorkloadKind kind() {
    return WorkloadKind.DEPLOYMENT;
  }

  @Override
  public Class<Deployment> type() {
    return Deployment.class;
  }

  @Override
  public Class<? extends KubernetesResourceList<Deployment>> listType() {
    return DeploymentList.class;
  }

  @Override
  public RevisionSource revisionSource() {
    return RevisionSource.REPLICA_SETS;
  }

  @Override
  public boolean isHeldUpByVolumeClaims() {
    return true;
  }

  @Override
  public @Nullable LabelSelector selector(Deployment deployment) {
    return spec(deployment).getSelector();
  }

  @Override
  public @Nullable PodTemplateSpec template(Deployment deployment) {
    return spec(deployment).getTemplate();
  }

  @Override
  public DeploymentSnapshot snapshot(
      Deployment deployment, Collection<PersistentVolumeClaim> claims) {
    DeploymentSpec spec = spec(deployment);
    DeploymentStatus status = status(deployment);
    int desired = Absent.asOne(spec.getReplicas());
    return new DeploymentSnapshot(
        ObjectStates.of(
            kind(), deployment.getMetadata(), spec.getTemplate(), status.getObservedGeneration()),
        desired,
        Absent.asZero(status.getReplicas()),
        Absent.asZero(status.getUpdatedReplicas()),
        Absent.asZero(status.getReadyReplicas()),
        Absent.asZero(status.getAvailableReplicas()),
        Boolean.TRUE.equals(spec.getPaused()),
        DeploymentStrategies.of(spec.getStrategy(), desired),
        conditions(deployment).stream().map(DeploymentMapping::condition).toList(),
        Absent.asZero(spec.getMinReadySeconds()),
        SurgeObstacles.of(spec.getTemplate(), deployment.getMetadata().getNamespace(), claims));
  }

  @Override
  public Replacement replacement(Deployment deployment) {
    DeploymentSpec spec = spec(deployment);
    int deadline =
        Objects.requireNonNullElse(spec.getProgressDeadlineSeconds(), USUAL_DEADLINE_SECONDS);
    return new Replacement(
        Absent.asZero(spec.getMinReadySeconds()),
        deadline == NO_DEADLINE ? Optional.empty() : Optional.of(Duration.ofSeconds(deadline)),
        0,
        0,
        false);
  }

  @Override
  public PodSuccession succession(Deployment deployment) {
    DeploymentSpec spec = spec(deployment);
    return DeploymentStrategies.of(spec.getStrategy(), Absent.asOne(spec.getReplicas()))
            instanceof Recreate
        ? PodSuccession.ALL_OLD_ONES_FIRST
        : PodSuccession.SIDE_BY_SIDE;
  }

  /** The condition is written when a rollout is complete, and left alone until the next one. */
  @Override
  public Optional<String> completedAt(Deployment deployment) {
    return conditions(deployment).stream()
        .filter(condition -> "Progressing".equals(condition.getType()))
        .filter(condition -> COMPLETE.equals(condition.getReason()))
        .flatMap(condition -> Optional.ofNullable(condition.getLastUpdateTime()).stream())
        .findFirst();
  }

  private static DeploymentSpec spec(Deployment deployment) {
    return Objects.requireNonNullElseGet(deployment.getSpec(), DeploymentSpec::new);
  }

  private static DeploymentStatus status(Deployment deployment) {
    return Objects.requireNonNullElseGet(deployment.getStatus(), DeploymentStatus::new);
  }

  private static List<DeploymentCondition> conditions(Deployment deployment) {
    return Objects.requireNonNullElse(status(deployment).getConditions(), List.of());
  }

  private static Condition condition(DeploymentCondition condition) {
    return new Condition(
        Objects.requireNonNullElse(condition.getType(), ""),
        Objects.requireNonNullElse(condition.getStatus(), ""),
        Objects.requireNonNullElse(condition.getReason(), ""),
        Objects.requireNonNullElse(condition.getMessage(), ""),
        Objects.requireNonNullElse(condition.getLastUpdateTime(), ""));
  }
}
