package dev.rollwave.architecture.broken.plan;

import dev.rollwave.architecture.broken.cli.Top;
import java.time.Instant;
import java.util.Random;

/** Breaks the rules of its room. */
final class Offender {
  private Offender() {}

  static long offend() {
    return Instant.now().getEpochSecond() + Top.one() + new Random().nextInt();
  }
}
