package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import dev.rollwave.workload.survey.SurveyedWorkload.Replacement;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateStatefulSetStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetList;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads StatefulSets. */
enum StatefulSetMapping implements KindMapping<StatefulSet> {
  INSTANCE;

  @Override
  public WorkloadKind kind() {
    return WorkloadKind.STATEFUL_SET;
  }

  @Override
  public Class<StatefulSet> type() {
    return StatefulSet.class;
  }

  @Override
  public Class<? extends KubernetesResourceList<StatefulSet>> listType() {
    return StatefulSetList.class;
  }

  @Override
  public RevisionSource revisionSource() {
    return RevisionSource.STATUS;
  }

  /** An old pod ends before its successor comes. */
  @Override
  public boolean isHeldUpByVolumeClaims() {
    return false;
  }

  @Override
  public @Nullable LabelSelector selector(StatefulSet set) {
    return spec(set).getSelector();
  }

  @Override
  public @Nullable PodTemplateSpec template(StatefulSet set) {
    return spec(set).getTemplate();
  }

  @Override
  public StatefulSetSnapshot snapshot(StatefulSet set, Collection<PersistentVolumeClaim> claims) {
    var spec = spec(set);
    var status = Objects.requireNonNullElseGet(set.getStatus(), StatefulSetStatus::new);
    var strategy = spec.getUpdateStrategy();
    var rolling = strategy == null ? null : strategy.getRollingUpdate();
    int desired = Absent.asOne(spec.getReplicas());
    return new StatefulSetSnapshot(
        ObjectStates.of(
            kind(), set.getMetadata(), spec.getTemplate(), status.getObservedGeneration()),
        desired,
        Absent.asZero(status.getReplicas()),
        Absent.asZero(status.getUpdatedReplicas()),
        Absent.asZero(status.getReadyReplicas()),
        Absent.asZero(status.getAvailableReplicas()),
        spec.getOrdinals() == null ? 0 : Absent.asZero(spec.getOrdinals().getStart()),
        rolling == null ? 0 : Absent.asZero(rolling.getPartition()),
        strategy != null && "OnDelete".equals(strategy.getType()),
        Objects.requireNonNullElse(status.getCurrentRevision(), ""),
        Objects.requireNonNullElse(status.getUpdateRevision(), ""),
        Absent.asZero(spec.getMinReadySeconds()),
        atOnce(rolling, desired));
  }

  /**
   * How many pods of a StatefulSet of {@code desired} its controller replaces at the same time:
   * {@code maxUnavailable}, rounded down and at least 1. A server that does not know the field does
   * not send it.
   *
   * @see <a
   *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/statefulset/stateful_set_utils.go">getStatefulSetMaxUnavailable</a>
   */
  private static int atOnce(@Nullable RollingUpdateStatefulSetStrategy rolling, int desired) {
    int unavailable =
        IntOrPercent.of(rolling == null ? null : rolling.getMaxUnavailable(), new IntOrString(1))
            .roundedDown(desired);
    return Math.max(1, unavailable);
  }

  @Override
  public Replacement replacement(StatefulSet set) {
    return new Replacement(
        Absent.asZero(spec(set).getMinReadySeconds()), Optional.empty(), 0, 0, isParallel(set));
  }

  @Override
  public PodSuccession succession(StatefulSet set) {
    return isParallel(set) ? PodSuccession.SIDE_BY_SIDE : PodSuccession.BY_ORDINAL;
  }

  private static boolean isParallel(StatefulSet set) {
    return "Parallel".equals(spec(set).getPodManagementPolicy());
  }

  private static StatefulSetSpec spec(StatefulSet set) {
    return Objects.requireNonNullElseGet(set.getSpec(), StatefulSetSpec::new);
  }
}
