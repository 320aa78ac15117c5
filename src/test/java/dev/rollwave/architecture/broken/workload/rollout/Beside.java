package dev.rollwave.architecture.broken.workload.rollout;

import dev.rollwave.architecture.broken.workload.label.Inner;

/** Goes round in a circle. */
public final class Beside {
  private Beside() {}

  /** Something to call. */
  public static int three() {
    return 1 + Inner.two();
  }
}
