package dev.rollwave.quartz;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A clock on which a minute passes in half a second, and which can be set. It stands still until
 * somebody looks at it, so that a slow beginning costs none of its time.
 */
public final class FastClock implements InstantSource {
  private static final int SPEED = 120;

  private Instant start;
  private @Nullable Instant systemStart;

  /** Begins at {@code start}. */
  public FastClock(String start) {
    this.start = Instant.parse(start);
  }

  @Override
  public synchronized Instant instant() {
    return start.plus(Duration.between(systemStart(), Instant.now()).multipliedBy(SPEED));
  }

  /** Where {@code instant} lies on the system's clock. */
  public synchronized Instant onSystemClock(Instant instant) {
    return systemStart().plus(Duration.between(start, instant).dividedBy(SPEED));
  }

  /** Sets the clock forward, or back. */
  public synchronized void setBy(Duration jump) {
    start = start.plus(jump);
  }

  private Instant systemStart() {
    Instant begun = systemStart;
    if (begun == null) {
      begun = Instant.now();
      systemStart = begun;
    }
    return begun;
  }
}
