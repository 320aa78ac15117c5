package dev.rollwave.runner;

import java.time.Instant;

/** Wakes the loop; one alarm at a time, a later call replaces an earlier one. */
public interface Alarm extends AutoCloseable {

  /**
   * Sends {@link dev.rollwave.engine.message.Event.TimePassed} at {@code instant}, at once when it
   * has passed.
   */
  void ringAt(Instant instant);

  /** Rings no more. */
  @Override
  void close();
}
