package dev.rollwave.architecture.broken.cli;

import dev.rollwave.architecture.broken.planfile.fields.Key;

/** Reaches behind the surface of a room. */
final class Speller {
  private Speller() {}

  static int spell() {
    return Key.two();
  }
}
