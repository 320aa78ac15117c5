package dev.rollwave.architecture.broken.console.text;

import dev.rollwave.architecture.broken.console.words.Phrase;

/** No other room may know it, and it knows one that knows it. */
public final class Ink {
  private Ink() {}

  /** Something to call. */
  public static int two() {
    return Phrase.three();
  }
}
