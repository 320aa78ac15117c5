package dev.rollwave.architecture.broken.simulation.worlds.oracle;

import dev.rollwave.architecture.broken.simulation.worlds.world.Judged;

/** Goes round in a circle. */
public final class Judge {
  private Judge() {}

  /** Something to call. */
  public static int seven() {
    return 1 + Judged.six();
  }
}
