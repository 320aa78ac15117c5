package dev.rollwave.cli.serve;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Asks everything under way to end in order. It is given once; a listener that comes later is told
 * at once.
 */
final class StopSignal {
  private final CountDownLatch given = new CountDownLatch(1);
  private final Set<Consumer<String>> listeners = new LinkedHashSet<>();
  private Optional<String> cause = Optional.empty();

  /** No longer listens. */
  interface Listening extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Everything is to end; a second call changes nothing.
   *
   * @param why for a person
   */
  void interrupt(String why) {
    List<Consumer<String>> told;
    synchronized (this) {
      if (cause.isPresent()) {
        return;
      }
      cause = Optional.of(why);
      told = List.copyOf(listeners);
    }
    told.forEach(listener -> listener.accept(why));
    given.countDown();
  }

  /** Calls {@code listener} with the cause when the signal is given, now if it has been. */
  Listening tell(Consumer<String> listener) {
    Optional<String> already;
    synchronized (this) {
      already = cause;
      if (already.isEmpty()) {
        listeners.add(listener);
      }
    }
    already.ifPresent(listener);
    return () -> {
      synchronized (this) {
        listeners.remove(listener);
      }
    };
  }

  /** Waits for the signal, and returns its cause. */
  String await() throws InterruptedException {
    given.await();
    synchronized (this) {
      return cause.orElseThrow();
    }
  }
}
