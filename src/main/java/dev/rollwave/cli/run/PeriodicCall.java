package dev.rollwave.cli.run;

import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.Threads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Calls something once a second until it is closed; never keeps the process alive. */
final class PeriodicCall implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final CountDownLatch closed = new CountDownLatch(1);

  private PeriodicCall() {}

  /** A fault of {@code tick} ends it, and is told to {@code sink}. */
  static PeriodicCall everySecond(Runnable tick, Consumer<Event> sink) {
    PeriodicCall call = new PeriodicCall();
    Threads.startDaemon("ticker", () -> call.run(tick), sink);
    return call;
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
