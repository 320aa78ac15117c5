package dev.rollwave.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Notices that the wall clock was set: between two looks it moved on otherwise than the monotonic
 * one. A machine that slept looks the same where its monotonic clock stands still meanwhile.
 */
public final class ClockWatch {
  /**
   * By how much the two may come apart before the watch notices. Small steps, such as those of a
   * time service that slows the clock down, add up until it does.
   */
  public static final Duration TOLERANCE = Duration.ofMillis(500);

  private final Clocks clocks;
  private Instant wall;
  private long nanos;

  /** A watch that begins now. */
  public ClockWatch(Clocks clocks) {
    this.clocks = clocks;
    nanos = clocks.monotonic().nanos();
    wall = clocks.instant();
  }

  /**
   * By how much the clock was set since the last answer, forward, or back when negative; empty for
   * {@link #TOLERANCE} or less.
   */
  public Optional<Duration> step() {
    long nanosNow = clocks.monotonic().nanos();
    Instant now = clocks.instant();
    Duration by = Duration.between(wall, now).minusNanos(nanosNow - nanos);
    if (by.abs().compareTo(TOLERANCE) <= 0) {
      return Optional.empty();
    }
    nanos = nanosNow;
    wall = now;
    return Optional.of(by);
  }
}
