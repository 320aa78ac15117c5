package dev.rollwave.simulation.worlds;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** A seeded source of chance. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** From 0 to {@code bound} - 1. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Both included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  double share() {
    return random.nextDouble();
  }

  /** From nothing to one second less than {@code bound}. */
  Duration secondsBelow(int bound) {
    return Duration.ofSeconds(random.nextInt(bound));
  }

  <T> T oneOf(List<T> several) {
    return several.get(random.nextInt(several.size()));
  }
}
