package dev.rollwave.architecture.broken.cli;

import dev.rollwave.architecture.broken.engine.rules.Rule;

/** Reaches for what only the engine may use. */
final class Meddler {
  private Meddler() {}

  static int meddle() {
    return Rule.four();
  }
}
