package dev.rollwave.architecture.broken.runner;

import dev.rollwave.architecture.broken.runner.record.Kept;

/** Knows the record, which knows it. */
public final class Port {
  private Port() {}

  /** Something to call. */
  public static int five() {
    return 1 + Kept.four();
  }
}
