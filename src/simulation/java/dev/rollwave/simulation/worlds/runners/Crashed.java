package dev.rollwave.simulation.worlds.runners;

import dev.rollwave.simulation.worlds.world.Fault;

/** The runner dies here. */
final class Crashed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Fault.Crash crash;

  Crashed(Fault.Crash crash) {
    // Thrown often and caught near by: its stack trace is never read.
    super("the runner died", null, false, false);
    this.crash = crash;
  }

  Fault.Crash crash() {
    return crash;
  }
}
