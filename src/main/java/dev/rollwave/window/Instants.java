package dev.rollwave.window;

import java.time.Instant;

/** What {@link Math#min(long, long)} and its like are for numbers, for instants. */
public final class Instants {
  private Instants() {}

  /** The earlier of both. */
  public static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** The later of both. */
  public static Instant max(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
