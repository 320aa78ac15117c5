package dev.rollwave.architecture.broken.cli;

import dev.rollwave.architecture.broken.console.text.Ink;

/** Reaches behind the screens of a room. */
final class Typesetter {
  private Typesetter() {}

  static int set() {
    return Ink.two();
  }
}
