package dev.rollwave.simulation.worlds;

import org.junit.jupiter.api.Test;

/**
 * Plays the worlds of the day for which a quick answer has no time, on the core that the other
 * integration tests, which mostly wait, leave idle.
 */
class SimulationIT {
  private static final long WORLDS = 20_000;

  @Test
  void every_promise_holds_in_every_world() throws InterruptedException {
    WorldsOfTheDay.hold(SimulationTest.FEW, WORLDS - SimulationTest.FEW, 1);
  }
}
