package dev.rollwave.runner;

import dev.rollwave.engine.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps two runs of one plan apart. It is a courtesy, which spares people two runs that get in each
 * other's way; that no workload is restarted twice is ensured by the resourceVersion in each
 * restart.
 */
public interface RunLock {
  /** How often a holder renews the lock. */
  Duration RENEWAL = Duration.ofSeconds(5);

  /**
   * Who wants the lock, and for what.
   *
   * @param plan name of the plan: one lock each
   * @param holder names this process among all others, those before it too
   * @param job uid of the Kubernetes Job whose pod it is
   * @param what is done while it is held, for the person who waits
   */
  record Claim(String plan, String holder, Optional<String> job, String what) {}

  /** What came of trying. */
  sealed interface Outcome {

    /** The lock is ours until {@link Hold#close}. */
    record Acquired(Hold hold) implements Outcome {}

    /**
     * Another run is under way.
     *
     * @param holder as it named itself
     * @param since when it took the lock, by its own clock; empty where the lock does not say
     * @param job uid of the Kubernetes Job whose pod it is, where it is one
     * @param what it does
     */
    record HeldBy(String holder, Optional<Instant> since, Optional<String> job, String what)
        implements Outcome {}
  }

  /** A lock that is held; it is kept fresh in the background. */
  interface Hold extends AutoCloseable {

    /**
     * Whether it was kept fresh so lately that nobody can have taken it. False after the process
     * was stopped for a while, until the lock was looked at again.
     */
    boolean isFresh();

    /**
     * Keeps it fresh now, and waits for the answer.
     *
     * @throws ClusterException when it is lost, or when nobody can say
     */
    void confirm() throws ClusterException, InterruptedException;

    /** Gives the lock back, as far as the cluster can be reached. A lost lock is left alone. */
    @Override
    void close();
  }

  /**
   * Takes the lock, or tells who has it. May take a quarter of a minute: whether a holder is alive
   * shows only in time.
   *
   * @param sink is told, on another thread, when the lock is no longer ours, and when a fault in
   *     Rollwave keeps it from being kept fresh; each at most once
   * @throws ClusterException when the cluster refuses or cannot be reached
   */
  Outcome acquire(Claim claim, Consumer<Event> sink) throws ClusterException;
}
