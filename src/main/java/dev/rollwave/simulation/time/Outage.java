package dev.rollwave.simulation.time;

import java.time.Instant;

/**
 * A time in which the API server is out of reach of runners; its controllers go on.
 *
 * @param from when it begins
 * @param until when it ends, later
 */
public record Outage(Instant from, Instant until) {
  public Outage {
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException("an outage ends after it began: " + from + " " + until);
    }
  }

  /** Whether it is under way at {@code instant}. */
  public boolean covers(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(until);
  }
}
