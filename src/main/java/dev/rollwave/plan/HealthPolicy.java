package dev.rollwave.plan;

import dev.rollwave.workload.ForeignChange;
import java.time.Duration;

/**
 * When a rollout counts as healthy, and when as failed.
 *
 * @param timeout from when the restart is known to be applied to the beginning of the soak;
 *     positive
 * @param soak how long it must stay healthy; zero means one proof suffices
 * @param grace how long a pod may be in trouble before the rollout is called failed
 * @param onForeignChange what to do when somebody else changes the template meanwhile
 */
public record HealthPolicy(
    Duration timeout, Duration soak, Duration grace, ForeignChange onForeignChange) {
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
  }
}
