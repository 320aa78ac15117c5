package dev.rollwave.kubernetes.api;

import dev.rollwave.engine.message.Event;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * How long a cluster is used: events are let out and time is waited until it is closed, not after.
 */
public final class Lifetime {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Wait wait;

  /** How time is spent. */
  public interface Wait {
    /** Waits for {@code pause}, or until {@code closed} is counted down. */
    void await(CountDownLatch closed, Duration pause) throws InterruptedException;
  }

  /** One that waits by the machine's own time. */
  public Lifetime() {
    this((closed, pause) -> closed.await(pause.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** One in which pauses are waited out by {@code wait}. */
  public Lifetime(Wait wait) {
    this.wait = wait;
  }

  /** {@code sink}, as long as this is open. */
  public Consumer<Event> guard(Consumer<Event> sink) {
    return event -> {
      synchronized (this) {
        if (!isClosed()) {
          sink.accept(event);
        }
      }
    };
  }

  /** Whether it is over. */
  public boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Waits for {@code pause}, or until this is closed. */
  public void waitFor(Duration pause) throws InterruptedException {
    wait.await(closed, pause);
  }

  /** Ends it: nothing is told any more, and nothing is waited for. */
  public synchronized void close() {
    closed.countDown();
  }
}
