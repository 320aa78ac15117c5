package dev.rollwave.architecture.broken.planfile.fields;

import dev.rollwave.architecture.broken.planfile.waves.Crest;

/** No other room may know it, and it knows one that knows it. */
public final class Key {
  private Key() {}

  /** Something to call. */
  public static int two() {
    return Crest.three();
  }
}
