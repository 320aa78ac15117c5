package dev.rollwave.architecture.broken.simulation.network;

import dev.rollwave.architecture.broken.simulation.cluster.Truth;

/** Goes round in a circle. */
public final class Way {
  private Way() {}

  /** Something to call. */
  public static int five() {
    return 1 + Truth.four();
  }
}
