package dev.rollwave.architecture.broken.cli;

import dev.rollwave.architecture.broken.kubernetes.api.Inner;

/** Reaches behind the surface of a room. */
final class Intruder {
  private Intruder() {}

  static int intrude() {
    return Inner.two();
  }
}
