package dev.rollwave.architecture.broken.kubernetes;

import dev.rollwave.architecture.broken.cli.Top;
import dev.rollwave.architecture.broken.kubernetes.connection.route.Way;

/** Breaks the rules of its room. */
final class Offender {
  private Offender() {}

  static int offend() {
    return Top.one() + Way.six();
  }
}
