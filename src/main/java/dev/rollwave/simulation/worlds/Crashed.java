package dev.rollwave.simulation.worlds;

/** The runner dies here. */
final class Crashed extends RuntimeException {
  private static final long serialVersionUID = 1;

  Crashed() {
    // Thrown often and caught near by: nobody reads where.
    super("the runner died", null, false, false);
  }
}
