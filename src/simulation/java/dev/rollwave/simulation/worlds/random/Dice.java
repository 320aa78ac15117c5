package dev.rollwave.simulation.worlds.random;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** A seeded source of chance. */
public final class Dice {
  private final SplittableRandom random;

  /** The dice of {@code seed}: the same throws each time. */
  public Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** From 0 to {@code bound} - 1. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** Both included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** True in {@code percent} of 100 throws; 0 to 100. */
  public boolean chance(int percent) {
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
