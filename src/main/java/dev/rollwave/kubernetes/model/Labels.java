package dev.rollwave.kubernetes.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import java.util.Optional;

/** Reads one label or annotation of an object that may have none at all. */
public final class Labels {
  private Labels() {}

  /** The label's value. */
  static Optional<String> of(HasMetadata object, String key) {
    return Optional.of(object.getMetadata())
        .map(ObjectMeta::getLabels)
        .map((Map<String, String> labels) -> labels.get(key));
  }

  /** The annotation's value. */
  public static Optional<String> annotation(ObjectMeta metadata, String key) {
    return Optional.ofNullable(metadata.getAnnotations())
        .map((Map<String, String> annotations) -> annotations.get(key));
  }
}
