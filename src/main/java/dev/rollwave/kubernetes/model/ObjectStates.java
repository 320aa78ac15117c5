package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.Annotations;
import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps what a workload of any kind says about itself. */
final class ObjectStates {
  private ObjectStates() {}

  /**
   * What the object says; a manifest that was never applied has no uid, an empty resourceVersion,
   * generation 0, and stands in the namespace {@code default} unless it names one.
   */
  static ObjectState of(
      WorkloadKind kind,
      ObjectMeta metadata,
      @Nullable PodTemplateSpec template,
      @Nullable Long observedGeneration) {
    return new ObjectState(
        new WorkloadRef(
            kind,
            Objects.requireNonNullElse(metadata.getNamespace(), "default"),
            metadata.getName()),
        Objects.requireNonNullElse(metadata.getUid(), ""),
        Objects.requireNonNullElse(metadata.getResourceVersion(), ""),
        zeroWhenAbsent(metadata.getGeneration()),
        zeroWhenAbsent(observedGeneration),
        metadata.getDeletionTimestamp() != null,
        Optional.ofNullable(template)
            .map(PodTemplateSpec::getMetadata)
            .flatMap(m -> Labels.annotation(m, Annotations.STAMP)),
        mark(metadata),
        TemplateDigests.of(template),
        FieldManagers.ofTemplate(metadata));
  }

  private static Optional<RestartMark> mark(ObjectMeta metadata) {
    Optional<String> runId = Labels.annotation(metadata, Annotations.RUN_ID);
    Optional<String> plan = Labels.annotation(metadata, Annotations.PLAN);
    Optional<String> stamp = Labels.annotation(metadata, Annotations.RESTARTED_AT);
    if (runId.isEmpty() || plan.isEmpty() || stamp.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> stateNamespace = Labels.annotation(metadata, Annotations.STATE_NAMESPACE);
    return Optional.of(new RestartMark(runId.get(), plan.get(), stamp.get(), stateNamespace));
  }

  private static long zeroWhenAbsent(@Nullable Long count) {
    return count == null ? 0 : count;
  }
}
