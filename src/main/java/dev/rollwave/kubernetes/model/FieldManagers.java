package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.Annotations;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from {@code managedFields} who wrote what. */
final class FieldManagers {
  private static final List<String> TEMPLATE = List.of("f:spec", "f:template");
  private static final List<String> ANNOTATIONS =
      List.of("f:spec", "f:template", "f:metadata", "f:annotations");
  private static final List<String> STAMP =
      List.of("f:spec", "f:template", "f:metadata", "f:annotations", "f:" + Annotations.STAMP);

  private FieldManagers() {}

  /**
   * The manager that stands behind the stamp as it is: the newest that owns the stamp itself. Where
   * the stamp was taken away it has no owner any more; who took it away wrote the template, so then
   * it is the newest owner of the template's annotations, or else of anything of the template.
   */
  static Optional<String> ofTemplate(ObjectMeta metadata) {
    List<ManagedFieldsEntry> entries =
        Objects.requireNonNullElse(metadata.getManagedFields(), List.<ManagedFieldsEntry>of());
    return newestOwner(entries, STAMP)
        .or(() -> newestOwner(entries, ANNOTATIONS))
        .or(() -> newestOwner(entries, TEMPLATE));
  }

  private static Optional<String> newestOwner(List<ManagedFieldsEntry> entries, List<String> path) {
    return entries.stream()
        .filter(entry -> entry.getManager() != null && owns(entry, path))
        .max(Comparator.comparing(FieldManagers::time))
        .map(ManagedFieldsEntry::getManager);
  }

  private static boolean owns(ManagedFieldsEntry entry, List<String> path) {
    @Nullable Object at =
        entry.getFieldsV1() == null ? null : entry.getFieldsV1().getAdditionalProperties();
    for (String step : path) {
      if (!(at instanceof Map<?, ?> fields)) {
        return false;
      }
      at = fields.get(step);
    }
    return at != null;
  }

  private static Instant time(ManagedFieldsEntry entry) {
    try {
      return entry.getTime() == null ? Instant.EPOCH : Instant.parse(entry.getTime());
    } catch (DateTimeParseException e) {
      // An unreadable time must not hide who else may have written: that entry counts as the
      // oldest.
      return Instant.EPOCH;
    }
  }
}
