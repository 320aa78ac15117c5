package dev.rollwave.engine;

import dev.rollwave.engine.InFlightState.RollingOut;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.Lengths;
import dev.rollwave.workload.rollout.RolloutStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a rollout is no longer waited for.
 *
 * @param reason CamelCase
 * @param message which bound ended it, since when nothing moved, and how far it got
 */
record Overdue(String reason, String message) {
  private static final String MOVING = "no pod more was updated, Ready or available";

  /** Of a rollout whose deadline has come at {@code now}. */
  static Overdue of(RollingOut rollout, Instant now) {
    return of(rollout.progress(), rollout.status(), now);
  }

  /** Of what has got so far, lacks what {@code status} says, and whose deadline has come. */
  static Overdue of(RolloutProgress progress, RolloutStatus status, Instant now) {
    HealthPolicy policy = progress.policy();
    String still = MOVING + " for " + Lengths.of(Duration.between(progress.movedAt(), now));
    Optional<Duration> total =
        policy.total().filter(all -> !now.isBefore(progress.since().plus(all)));
    if (total.isPresent()) {
      return new Overdue(
          "HealthTotal",
          "not healthy within %s in all (health.total), and %s; %s"
              .formatted(Lengths.of(total.get()), still, status.message()));
    }
    return new Overdue(
        "HealthTimeout", "%s (health.timeout); %s".formatted(still, status.message()));
  }
}
