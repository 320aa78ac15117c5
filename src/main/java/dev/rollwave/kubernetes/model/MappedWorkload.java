package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.survey.SurveyedWorkload.Replacement;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A workload as the API server sent it, with how its kind is read.
 *
 * @param mapping of its kind
 * @param object what was sent
 */
public record MappedWorkload<T extends HasMetadata>(KindMapping<T> mapping, T object) {

  /** {@code object} as a workload; empty when it is nothing that can be restarted. */
  public static Optional<MappedWorkload<?>> find(HasMetadata object) {
    for (WorkloadKind kind : WorkloadKind.values()) {
      Optional<? extends MappedWorkload<?>> found = as(KindMapping.of(kind), object);
      if (found.isPresent()) {
        return Optional.of(found.get());
      }
    }
    return Optional.empty();
  }

  /**
   * {@code object} as a workload.
   *
   * @throws IllegalArgumentException when it is nothing that can be restarted
   */
  public static MappedWorkload<?> of(HasMetadata object) {
    return find(object)
        .orElseThrow(() ->
            new IllegalArgumentException(
                object.getKind() + " is not a kind of workload that can be restarted"));
  }

  private static <T extends HasMetadata> Optional<MappedWorkload<T>> as(
      KindMapping<T> mapping, HasMetadata object) {
    return mapping.type().isInstance(object)
        ? Optional.of(new MappedWorkload<>(mapping, mapping.type().cast(object)))
        : Optional.empty();
  }

  /** See {@link KindMapping#snapshot}. */
  public WorkloadSnapshot snapshot(Collection<PersistentVolumeClaim> claims) {
    return mapping.snapshot(object, claims);
  }

  /** See {@link KindMapping#selector}. */
  public @Nullable LabelSelector selector() {
    return mapping.selector(object);
  }

  /** See {@link KindMapping#template}. */
  public @Nullable PodTemplateSpec template() {
    return mapping.template(object);
  }

  /** See {@link KindMapping#replacement}. */
  public Replacement replacement() {
    return mapping.replacement(object);
  }

  /** See {@link KindMapping#succession}. */
  public PodSuccession succession() {
    return mapping.succession(object);
  }

  /** See {@link KindMapping#completedAt}. */
  public Optional<String> completedAt() {
    return mapping.completedAt(object);
  }
}
