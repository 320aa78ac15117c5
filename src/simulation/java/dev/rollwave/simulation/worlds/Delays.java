package dev.rollwave.simulation.worlds;

import java.time.Duration;

/** How long things take in every world, whatever goes wrong in it. */
final class Delays {
  /** As long as others respect a lock that is not renewed. */
  static final Duration LEASE = Duration.ofSeconds(15);

  /** Until a record is written. */
  static final Duration RECORD_LAG = Duration.ofMillis(20);

  /** Until an operator tries again to resume a run that has no record just now. */
  static final Duration ASKED_AGAIN = Duration.ofSeconds(10);

  private Delays() {}
}
