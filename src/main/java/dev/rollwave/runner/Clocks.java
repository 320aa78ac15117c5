package dev.rollwave.runner;

import java.time.Instant;
import java.time.InstantSource;

/**
 * What a process knows of the time.
 *
 * @param wall what time it is, by the machine's clock, which may be set at any time
 * @param monotonic how time passes
 */
public record Clocks(InstantSource wall, MonotonicClock monotonic) {

  /** Of a clock that is never set, such as one of a simulated world. */
  public static Clocks steady(InstantSource time) {
    return new Clocks(time, MonotonicClock.of(time));
  }

  /** What time it is. */
  public Instant instant() {
    return wall.instant();
  }
}
