package dev.rollwave.architecture.broken.engine;

import dev.rollwave.architecture.broken.cli.Top;
import dev.rollwave.architecture.broken.engine.rules.Rule;
import java.time.Instant;
import java.util.Random;

/** Breaks the rules of its room. */
public final class Offender {
  private Offender() {}

  static long offend() {
    return Instant.now().getEpochSecond() + Top.one() + Rule.four() + new Random().nextInt();
  }

  /** Something to call. */
  public static int one() {
    return 1;
  }
}
