package dev.rollwave.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clock of a runner's machine, which may differ from the world's, and be set. */
public final class RunnerClock implements InstantSource {
  private final InstantSource world;
  private Duration ahead = Duration.ZERO;

  /** Shows the world's time until it is set. */
  public RunnerClock(InstantSource world) {
    this.world = world;
  }

  /** Sets it forward, or back when {@code by} is negative. */
  public void step(Duration by) {
    ahead = ahead.plus(by);
  }

  @Override
  public Instant instant() {
    return ahead.isZero() ? world.instant() : world.instant().plus(ahead);
  }
}
