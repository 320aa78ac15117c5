package dev.rollwave.architecture.broken.cli.run;

import dev.rollwave.architecture.broken.cli.Top;

/** Knows the package that knows it. */
public final class Upward {
  private Upward() {}

  /** Something to call. */
  public static int four() {
    return 3 + Top.one();
  }
}
