package dev.rollwave.runner;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that tells no time of day and cannot be set: it only runs, from some moment on. */
@FunctionalInterface
public interface MonotonicClock {

  /** Nanoseconds since that moment; only the difference of two readings has a meaning. */
  long nanos();

  /** Runs as {@code time} does, which is never set. */
  static MonotonicClock of(InstantSource time) {
    return () -> {
      Instant now = time.instant();
      return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    };
  }
}
