package dev.rollwave.plan;

import dev.rollwave.workload.ForeignChange;
import java.time.Duration;
import java.util.Optional;

/**
 * When a rollout counts as healthy, and when as failed.
 *
 * @param timeout how long a rollout may stand still, that is without one more pod that is updated,
 *     Ready or available than ever before in it; positive
 * @param soak how long it must stay healthy; zero means one proof suffices
 * @param grace how long a pod may be in trouble before the rollout is called failed
 * @param onForeignChange what to do when somebody else changes the template meanwhile
 * @param total how long it may take in all, from when the restart is known to be applied and
 *     without the times in which it soaks; not shorter than the timeout; empty where only the
 *     timeout bounds it
 */
public record HealthPolicy(
    Duration timeout,
    Duration soak,
    Duration grace,
    ForeignChange onForeignChange,
    Optional<Duration> total) {
  /** What a plan gets that says nothing. */
  public static final HealthPolicy DEFAULT =
      new HealthPolicy(
          Duration.ofMinutes(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          ForeignChange.WAIT);

  public HealthPolicy {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a health timeout is positive: " + timeout);
    }
    if (soak.isNegative() || grace.isNegative()) {
      throw new IllegalArgumentException("soak and grace are not negative: " + soak + ", " + grace);
    }
    if (total.filter(all -> all.compareTo(timeout) < 0).isPresent()) {
      throw new IllegalArgumentException(
          "a rollout may not take less in all than it may stand still: " + total + ", " + timeout);
    }
  }

  /** Without a bound on how long it may take in all. */
  public HealthPolicy(
      Duration timeout, Duration soak, Duration grace, ForeignChange onForeignChange) {
    this(timeout, soak, grace, onForeignChange, Optional.empty());
  }

  /** The same, with another bound on how long a rollout may take in all. */
  public HealthPolicy withTotal(Optional<Duration> all) {
    return new HealthPolicy(timeout, soak, grace, onForeignChange, all);
  }
}
