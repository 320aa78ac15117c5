package dev.rollwave.plan;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How many restarts may be in flight at once, and how far apart they start.
 *
 * @param maxInFlight 1 or more; empty means no limit
 * @param minInterval between the starts of two restarts; zero means none
 */
public record Throttle(OptionalInt maxInFlight, Duration minInterval) {
  /** No limit at all. */
  public static final Throttle NONE = new Throttle(OptionalInt.empty(), Duration.ZERO);

  public Throttle {
    if (maxInFlight.isPresent() && maxInFlight.getAsInt() < 1) {
      throw new IllegalArgumentException("maxInFlight is 1 or more: " + maxInFlight.getAsInt());
    }
    if (minInterval.isNegative()) {
      throw new IllegalArgumentException("minInterval is not negative: " + minInterval);
    }
  }

  /** Whether one more restart may start while {@code inFlight} are under way. */
  public boolean hasRoom(int inFlight) {
    return maxInFlight.isEmpty() || inFlight < maxInFlight.getAsInt();
  }
}
