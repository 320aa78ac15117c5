package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import dev.rollwave.workload.survey.SurveyedWorkload.Replacement;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetList;
import io.fabric8.kubernetes.api.model.apps.DaemonSetSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads DaemonSets. */
enum DaemonSetMapping implements KindMapping<DaemonSet> {
  INSTANCE;

  @Override
  public WorkloadKind kind() {
    return WorkloadKind.DAEMON_SET;
  }

  @Override
  public Class<DaemonSet> type() {
    return DaemonSet.class;
  }

  @Override
  public Class<? extends KubernetesResourceList<DaemonSet>> listType() {
    return DaemonSetList.class;
  }

  @Override
  public RevisionSource revisionSource() {
    return RevisionSource.CONTROLLER_REVISIONS;
  }

  /** Pods of one node share a ReadWriteOnce volume. */
  @Override
  public boolean isHeldUpByVolumeClaims() {
    return false;
  }

  @Override
  public @Nullable LabelSelector selector(DaemonSet set) {
    return spec(set).getSelector();
  }

  @Override
  public @Nullable PodTemplateSpec template(DaemonSet set) {
    return spec(set).getTemplate();
  }

  @Override
  public DaemonSetSnapshot snapshot(DaemonSet set, Collection<PersistentVolumeClaim> claims) {
    var spec = spec(set);
    var status = status(set);
    var strategy = spec.getUpdateStrategy();
    Replacement replacement = replacement(set);
    return new DaemonSetSnapshot(
        ObjectStates.of(
            kind(), set.getMetadata(), spec.getTemplate(), status.getObservedGeneration()),
        Absent.asZero(status.getDesiredNumberScheduled()),
        Absent.asZero(status.getUpdatedNumberScheduled()),
        Absent.asZero(status.getNumberReady()),
        Absent.asZero(status.getNumberAvailable()),
        strategy != null && "OnDelete".equals(strategy.getType()),
        replacement.minReadySeconds(),
        Math.clamp(
            (long) replacement.maxSurge() + replacement.maxUnavailable(), 1, Integer.MAX_VALUE),
        replacement.maxSurge() == 0
            ? List.of()
            : SurgeObstacles.of(spec.getTemplate(), set.getMetadata().getNamespace(), claims));
  }

  /**
   * Both numbers are rounded up; where both come to nothing, one node may be without its pod.
   *
   * @see <a
   *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/daemon/update.go">updatedDesiredNodeCounts</a>
   */
  @Override
  public Replacement replacement(DaemonSet set) {
    var spec = spec(set);
    var strategy = spec.getUpdateStrategy();
    var rolling = strategy == null ? null : strategy.getRollingUpdate();
    int nodes = Absent.asZero(status(set).getDesiredNumberScheduled());
    int surge =
        IntOrPercent.of(rolling == null ? null : rolling.getMaxSurge(), new IntOrString(0))
            .roundedUp(nodes);
    int unavailable =
        IntOrPercent.of(rolling == null ? null : rolling.getMaxUnavailable(), new IntOrString(1))
            .roundedUp(nodes);
    return new Replacement(
        Absent.asZero(spec.getMinReadySeconds()),
        Optional.empty(),
        surge,
        surge == 0 && unavailable == 0 ? 1 : unavailable,
        false);
  }

  @Override
  public PodSuccession succession(DaemonSet set) {
    Replacement replacement = replacement(set);
    return replacement.maxUnavailable() == 1 && replacement.maxSurge() == 0
        ? PodSuccession.ONE_AT_A_TIME
        : PodSuccession.SIDE_BY_SIDE;
  }

  private static DaemonSetSpec spec(DaemonSet set) {
    return Objects.requireNonNullElseGet(set.getSpec(), DaemonSetSpec::new);
  }

  private static DaemonSetStatus status(DaemonSet set) {
    return Objects.requireNonNullElseGet(set.getStatus(), DaemonSetStatus::new);
  }
}
