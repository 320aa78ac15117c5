package dev.rollwave.architecture.broken.simulation.cluster;

import dev.rollwave.architecture.broken.simulation.network.Way;

/** No other room may know it, and it knows one that knows it. */
public final class Truth {
  private Truth() {}

  /** Something to call. */
  public static int four() {
    return Way.five();
  }
}
