package dev.rollwave.engine;

import java.time.Instant;

/** What {@link Math#min(long, long)} and its like are for numbers, for instants. */
final class Instants {
  private Instants() {}

  /** The earlier of both. */
  static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** The later of both. */
  static Instant max(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
