package dev.rollwave.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Looks at the locks of plans, and takes none. */
public interface LockWatch {

  /**
   * A lock that somebody holds, or held when they died.
   *
   * @param holder as it named itself
   * @param renewedAt when it last renewed the lock, by its own clock; empty where the lock does not
   *     say
   * @param respected how long others respect it without a renewal; positive
   */
  record Held(String holder, Optional<Instant> renewedAt, Duration respected) {}

  /**
   * Who holds the lock of {@code plan}, by one reading; empty when nobody does.
   *
   * @throws ClusterException when the cluster refuses or cannot be reached
   */
  Optional<Held> glance(String plan) throws ClusterException;

  /**
   * Whether {@code seen} is renewed within {@code atMost}; returns as soon as it is. No clock of
   * another machine is asked, so that it holds however wrong they go.
   *
   * @throws ClusterException when the cluster refuses or cannot be reached
   */
  boolean isRenewed(String plan, Held seen, Duration atMost) throws ClusterException;
}
