package dev.rollwave.architecture.broken.workload.label;

import dev.rollwave.architecture.broken.workload.rollout.Beside;

/** Nobody outside may know it, and it knows one that knows it. */
public final class Inner {
  private Inner() {}

  /** Something to call. */
  public static int two() {
    return Beside.three();
  }
}
