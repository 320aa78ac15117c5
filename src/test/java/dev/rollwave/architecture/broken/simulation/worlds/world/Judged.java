package dev.rollwave.architecture.broken.simulation.worlds.world;

import dev.rollwave.architecture.broken.simulation.worlds.oracle.Judge;

/** Knows what it is held against. */
public final class Judged {
  private Judged() {}

  /** Something to call. */
  public static int six() {
    return Judge.seven();
  }
}
