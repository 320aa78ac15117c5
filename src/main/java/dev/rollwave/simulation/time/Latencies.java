package dev.rollwave.simulation.time;

import java.time.Duration;

/**
 * How long messages and controllers take; none is negative.
 *
 * @param request from the runner to the API server
 * @param reply from the API server to the runner
 * @param watch from a change to the watcher that is told of it
 * @param controller from a change to the controller that acts on it
 */
public record Latencies(Duration request, Duration reply, Duration watch, Duration controller) {
  /** Those of a healthy cluster near by. */
  public static final Latencies NEAR =
      new Latencies(
          Duration.ofMillis(8), Duration.ofMillis(4), Duration.ofMillis(15), Duration.ofMillis(40));

  public Latencies {
    if (request.isNegative()
        || reply.isNegative()
        || watch.isNegative()
        || controller.isNegative()) {
      throw new IllegalArgumentException("nothing arrives before it was sent");
    }
  }
}
