package dev.rollwave.runner;

import java.time.Duration;
import java.time.Instant;

/** The clocks of a machine on which a test lets time pass, and sets the one on the wall. */
final class SettableClocks {
  private Instant wall;
  private Duration passed = Duration.ZERO;

  SettableClocks(Instant wall) {
    this.wall = wall;
  }

  Clocks both() {
    return new Clocks(() -> wall, () -> passed.toNanos());
  }

  void pass(Duration time) {
    wall = wall.plus(time);
    passed = passed.plus(time);
  }

  void set(Duration by) {
    wall = wall.plus(by);
  }
}
