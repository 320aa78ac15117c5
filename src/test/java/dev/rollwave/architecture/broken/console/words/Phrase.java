package dev.rollwave.architecture.broken.console.words;

import dev.rollwave.architecture.broken.console.text.Ink;

/** Goes round in a circle. */
public final class Phrase {
  private Phrase() {}

  /** Something to call. */
  public static int three() {
    return 1 + Ink.two();
  }
}
