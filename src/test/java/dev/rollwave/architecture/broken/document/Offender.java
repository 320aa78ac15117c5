package dev.rollwave.architecture.broken.document;

import dev.rollwave.architecture.broken.cli.Top;

/** Breaks the rules of its room. */
final class Offender {
  private Offender() {}

  static int offend() {
    return Top.one();
  }
}
