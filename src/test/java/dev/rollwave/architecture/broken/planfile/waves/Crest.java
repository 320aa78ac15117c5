package dev.rollwave.architecture.broken.planfile.waves;

import dev.rollwave.architecture.broken.planfile.fields.Key;

/** Goes round in a circle. */
public final class Crest {
  private Crest() {}

  /** Something to call. */
  public static int three() {
    return 1 + Key.two();
  }
}
