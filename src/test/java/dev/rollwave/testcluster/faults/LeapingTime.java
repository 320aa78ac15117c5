package dev.rollwave.testcluster.faults;

import dev.rollwave.runner.Clocks;
import dev.rollwave.runner.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Time of which a stretch can be over at once. Both clocks of a run move alike, so that to the run
 * that time has passed and nobody has set a clock.
 */
final class LeapingTime implements InstantSource {
  private final AtomicReference<Duration> leapt = new AtomicReference<>(Duration.ZERO);

  @Override
  public Instant instant() {
    return Instant.now().plus(leapt.get());
  }

  /** The clocks of a run. */
  Clocks clocks() {
    return new Clocks(this, MonotonicClock.of(this));
  }

  void leap(Duration stretch) {
    leapt.accumulateAndGet(stretch, Duration::plus);
  }
}
