package dev.rollwave.testcluster.soak;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Does something again and again, at random distances, until it is closed. */
final class RandomActs implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Throwable failure;

  private RandomActs(RandomGenerator random, Duration shortest, Duration longest, Runnable act) {
    thread =
        Thread.ofVirtual()
            .name("random acts")
            .unstarted(() -> {
              try {
                while (!closed.await(pause(random, shortest, longest), TimeUnit.MILLISECONDS)) {
                  act.run();
                }
              } catch (InterruptedException | RuntimeException e) {
                failure = e;
              }
            });
  }

  /** Begins to do {@code act}, each time after a pause from {@code shortest} to {@code longest}. */
  static RandomActs begin(
      RandomGenerator random, Duration shortest, Duration longest, Runnable act) {
    RandomActs acts = new RandomActs(random, shortest, longest, act);
    acts.thread.start();
    return acts;
  }

  static long pause(RandomGenerator random, Duration shortest, Duration longest) {
    return random.nextLong(shortest.toMillis(), longest.toMillis() + 1);
  }

  /** Waits for the act under way; fails when one has failed. */
  @Override
  public void close() {
    closed.countDown();
    try {
      if (!thread.join(TIMEOUT)) {
        throw new AssertionError("an act of the test takes too long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Throwable wrong = failure;
    if (wrong != null) {
      throw new AssertionError("an act of the test failed", wrong);
    }
  }
}
