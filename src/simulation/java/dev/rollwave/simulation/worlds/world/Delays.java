package dev.rollwave.simulation.worlds.world;

import java.time.Duration;

/** How long things take in every world, whatever goes wrong in it. */
public final class Delays {
  /** As long as others respect a lock that is not renewed. */
  public static final Duration LEASE = Duration.ofSeconds(15);

  /** Until a record is written. */
  public static final Duration RECORD_LAG = Duration.ofMillis(20);

  /** Until an operator tries again to resume a run that has no record just now. */
  public static final Duration ASKED_AGAIN = Duration.ofSeconds(10);

  private Delays() {}
}
