package dev.rollwave.simulation;

import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Loses, delays and repeats what is asked and answered, and lags on what is watched. A watch is one
 * stream, so that it keeps its order and loses nothing.
 */
final class FaultyWire implements Wire {
  private final SplittableRandom random;
  private final int faultsInHundred;
  private final Duration watchLag;

  FaultyWire(SplittableRandom random) {
    this.random = random;
    this.faultsInHundred = random.nextInt(30);
    this.watchLag = Duration.ofMillis(random.nextInt(2000));
  }

  @Override
  public List<Duration> deliveries(Leg leg, WorkloadRef ref) {
    if (leg == Leg.WATCH) {
      return isFaulty() ? List.of(watchLag, watchLag) : List.of(watchLag);
    }
    Duration usual = Duration.ofMillis(1 + random.nextInt(50));
    if (!isFaulty()) {
      return List.of(usual);
    }
    return switch (random.nextInt(3)) {
      case 0 -> List.of();
      case 1 -> List.of(usual.plusMillis(random.nextInt(30_000)));
      default -> List.of(usual, usual.plusMillis(random.nextInt(5_000)));
    };
  }

  private boolean isFaulty() {
    return random.nextInt(100) < faultsInHundred;
  }
}
