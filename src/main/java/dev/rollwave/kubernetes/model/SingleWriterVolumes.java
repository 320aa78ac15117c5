package dev.rollwave.kubernetes.model;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells whether the pods of a template share a volume that one node alone may mount. */
final class SingleWriterVolumes {
  private static final Set<String> ONE_NODE_ONLY = Set.of("ReadWriteOnce", "ReadWriteOncePod");

  private SingleWriterVolumes() {}

  /**
   * Whether {@code template} mounts one of {@code claims} that is for one node only. Generic
   * ephemeral volumes do not count: each pod has its own.
   */
  static boolean in(
      @Nullable PodTemplateSpec template,
      @Nullable String namespace,
      Collection<PersistentVolumeClaim> claims) {
    if (template == null || template.getSpec() == null) {
      return false;
    }
    Set<String> mounted =
        Objects.requireNonNullElse(template.getSpec().getVolumes(), List.<Volume>of()).stream()
            .map(Volume::getPersistentVolumeClaim)
            .filter(Objects::nonNull)
            .map(PersistentVolumeClaimVolumeSource::getClaimName)
            .collect(Collectors.toSet());
    return claims.stream()
        .filter(claim -> Objects.equals(claim.getMetadata().getNamespace(), namespace))
        .filter(claim -> mounted.contains(claim.getMetadata().getName()))
        .anyMatch(SingleWriterVolumes::isForOneNodeOnly);
  }

  private static boolean isForOneNodeOnly(PersistentVolumeClaim claim) {
    List<String> modes = claim.getSpec() == null ? List.of() : claim.getSpec().getAccessModes();
    return modes != null && !modes.isEmpty() && ONE_NODE_ONLY.containsAll(modes);
  }
}
