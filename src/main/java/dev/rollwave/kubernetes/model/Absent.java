package dev.rollwave.kubernetes.model;

import org.jspecify.annotations.Nullable;

/** What a number counts as that an object does not say. */
final class Absent {
  private Absent() {}

  static int asZero(@Nullable Integer count) {
    return count == null ? 0 : count;
  }

  static int asOne(@Nullable Integer replicas) {
    return replicas == null ? 1 : replicas;
  }
}
