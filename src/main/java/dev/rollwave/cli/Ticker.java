package dev.rollwave.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Calls something once a second until it is closed; never keeps the process alive. */
final class Ticker implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final CountDownLatch closed = new CountDownLatch(1);

  private Ticker() {}

  static Ticker everySecond(Runnable tick) {
    Ticker ticker = new Ticker();
    Thread.ofPlatform().name("ticker").daemon().start(() -> ticker.run(tick));
    return ticker;
  }

  private void run(Runnable tick) {
    try {
      while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
        tick.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
