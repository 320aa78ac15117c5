package dev.rollwave.architecture.broken.runner.record;

import dev.rollwave.architecture.broken.runner.Port;

/** Uses a port that uses it. */
public final class Kept {
  private Kept() {}

  /** Something to call. */
  public static int four() {
    return 1 + Port.five();
  }
}
