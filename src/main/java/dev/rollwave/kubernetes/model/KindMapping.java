package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.survey.SurveyedWorkload.Replacement;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the objects of one kind of workload are read. Each kind is one class, and {@link
 * #of(WorkloadKind)} is the one place of {@code kubernetes} that tells the kinds apart.
 *
 * @param <T> the class of such an object
 */
public sealed interface KindMapping<T extends HasMetadata>
    permits DeploymentMapping, StatefulSetMapping, DaemonSetMapping {

  /** How objects of {@code kind} are read. */
  static KindMapping<?> of(WorkloadKind kind) {
    return switch (kind) {
      case DEPLOYMENT -> DeploymentMapping.INSTANCE;
      case STATEFUL_SET -> StatefulSetMapping.INSTANCE;
      case DAEMON_SET -> DaemonSetMapping.INSTANCE;
    };
  }

  /** The kind that is read. */
  WorkloadKind kind();

  /** The class of one object. */
  Class<T> type();

  /** The class of a list of them. */
  Class<? extends KubernetesResourceList<T>> listType();

  /** Where the controller keeps its revisions. */
  RevisionSource revisionSource();

  /**
   * Whether a volume claim of its template can keep a new pod from starting beside an old one on
   * another node.
   */
  boolean isHeldUpByVolumeClaims();

  /** The selector that {@code object} finds its pods with; null where it has none. */
  @Nullable LabelSelector selector(T object);

  /** The template of its pods; null where it has none. */
  @Nullable PodTemplateSpec template(T object);

  /**
   * What the rules need of {@code object}. What it does not say is taken as the API server's
   * default; an object without a status counts as observed by no controller.
   *
   * @param claims among which those that the template mounts are looked up
   */
  WorkloadSnapshot snapshot(T object, Collection<PersistentVolumeClaim> claims);

  /** How a rollout of {@code object} replaces its pods. */
  Replacement replacement(T object);

  /** In which order it replaces them. */
  PodSuccession succession(T object);

  /**
   * When its controller saw its last rollout complete, as the API server writes a time; empty for a
   * kind whose controller does not tell, or where none was complete.
   */
  default Optional<String> completedAt(T object) {
    return Optional.empty();
  }
}
