package dev.rollwave.kubernetes.api;

import java.time.Duration;

/** A clock that only moves forward, and that one can wait on. */
public interface Ticker {

  /** Since some moment in the past. */
  Duration elapsed();

  /** Waits. */
  void waitFor(Duration pause) throws InterruptedException;

  /** The machine's own. */
  static Ticker system() {
    return new Ticker() {
      @Override
      public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime());
      }

      @Override
      public void waitFor(Duration pause) throws InterruptedException {
        Thread.sleep(pause);
      }
    };
  }
}
