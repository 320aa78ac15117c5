package dev.rollwave.architecture.broken.kubernetes.api;

import dev.rollwave.architecture.broken.kubernetes.record.Beside;

/** Nobody outside may know it, and it knows one that knows it. */
public final class Inner {
  private Inner() {}

  /** Something to call. */
  public static int two() {
    return Beside.three();
  }
}
