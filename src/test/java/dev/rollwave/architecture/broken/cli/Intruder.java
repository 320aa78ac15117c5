package dev.rollwave.architecture.broken.cli;

import dev.rollwave.architecture.broken.cli.run.Upward;
import dev.rollwave.architecture.broken.kubernetes.api.Inner;

/** Reaches behind the surface of a room, and goes round in a circle with a package of its own. */
final class Intruder {
  private Intruder() {}

  static int circle() {
    return Upward.four();
  }

  static int intrude() {
    return Inner.two();
  }
}
