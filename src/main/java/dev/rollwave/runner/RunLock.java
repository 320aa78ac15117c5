package dev.rollwave.runner;

import dev.rollwave.engine.message.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps two runs of one plan apart. It is a courtesy, which spares people two runs that get in each
 * other's way; the resourceVersion in each restart ensures that no workload is restarted twice.
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
   * @param what the holder does meanwhile, for a person who waits
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

  /** A lock that is held and renewed in the background. */
  interface Hold extends AutoCloseable {

    /**
     * Whether it was renewed so lately that no other process can have taken it. False after this
     * process was stopped for a while, until it has renewed the lock.
     */
    boolean isFresh();

    /**
     * Renews it now, and waits for the answer.
     *
     * @throws ClusterException when it is lost, or when no answer says that it is not
     */
    void confirm() throws ClusterException, InterruptedException;

    /** Releases the lock, as far as the cluster can be reached. Leaves a lost lock alone. */
    @Override
    void close();
  }

  /**
   * Takes the lock, or tells which process has it. May take a quarter of a minute: only time shows
   * whether a holder is alive.
   *
   * @param sink is told, on another thread, when the lock is no longer ours, and when a fault in
   *     Rollwave keeps it from being kept fresh; each at most once
   * @throws ClusterException when the cluster refuses or cannot be reached
   */
  Outcome acquire(Claim claim, Consumer<Event> sink) throws ClusterException;
}
