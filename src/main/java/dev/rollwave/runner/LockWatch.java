package dev.rollwave.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Looks at the locks of plans, and takes none. */
public interface LockWatch {

  /**
   * A lock with a holder, which may have died.
   *
   * @param holder as it named itself
   * @param renewedAt when it last renewed the lock, by its own clock; empty where the lock does not
   *     say
   * @param respected how long other processes respect the lock without a renewal; positive
   */
  record Held(String holder, Optional<Instant> renewedAt, Duration respected) {}

  /**
   * The holder of the lock of {@code plan}, by one reading; empty when there is none.
   *
   * @throws ClusterException when the cluster refuses or cannot be reached
   */
  Optional<Held> glance(String plan) throws ClusterException;

  /**
   * Whether {@code seen} is renewed within {@code atMost}; returns as soon as it is. Uses no clock
   * of another machine, so that the answer is right however wrong they are.
   *
   * @throws ClusterException when the cluster refuses or cannot be reached
   */
  boolean isRenewed(String plan, Held seen, Duration atMost) throws ClusterException;
}
