package dev.rollwave.runner;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that tells no time of day, and that nobody can set: it only runs, from some moment on.
 */
@FunctionalInterface
public interface MonotonicClock {

  /** Nanoseconds since that moment. Only the difference of two readings means something. */
  long nanos();

  /** Runs as {@code time} does, which nobody sets. */
  static MonotonicClock of(InstantSource time) {
    return () -> {
      Instant now = time.instant();
      return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    };
  }
}
