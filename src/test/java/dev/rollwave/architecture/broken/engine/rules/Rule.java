package dev.rollwave.architecture.broken.engine.rules;

import dev.rollwave.architecture.broken.engine.Offender;

/** Nothing outside may know it, and it knows the room that knows it. */
public final class Rule {
  private Rule() {}

  /** Something to call. */
  public static int four() {
    return 3 + Offender.one();
  }
}
