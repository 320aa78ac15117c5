package dev.rollwave.architecture.broken.cli;

import dev.rollwave.architecture.broken.simulation.cluster.Truth;

/** Reaches behind the surface of a simulated cluster. */
final class Eavesdropper {
  private Eavesdropper() {}

  static int listen() {
    return Truth.four();
  }
}
