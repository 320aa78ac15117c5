package dev.rollwave.window;

import java.time.Instant;

/**
 * One concrete stretch of time in which restarts may start.
 *
 * @param opens first instant inside
 * @param closes first instant no longer inside; after {@code opens}. {@link Instant#MAX} when it
 *     never closes
 */
public record WindowOpening(Instant opens, Instant closes) {
  public WindowOpening {
    if (!closes.isAfter(opens)) {
      throw new IllegalArgumentException(
          "a window closes after it opens: " + opens + " .. " + closes);
    }
  }

  /** Whether a restart may start at {@code instant} as far as this opening is concerned. */
  public boolean contains(Instant instant) {
    return !instant.isBefore(opens) && instant.isBefore(closes);
  }
}
