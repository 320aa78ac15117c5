package dev.rollwave.plan;

import dev.rollwave.workload.rollout.ForeignChange;
import dev.rollwave.workload.trouble.Trouble;
import java.time.Duration;
import java.util.Optional;

/**
 * When a rollout counts as healthy, and when as failed.
 *
 * @param timeout how long a rollout may stand still, that is without one more pod that is updated,
 *     Ready or available than ever before in it; positive
 * @param soak how long it must stay healthy; zero means one proof suffices
 * @param grace how long a pod may be in trouble before the rollout is called failed
 * @param pendingGrace the same for trouble that often passes by itself: a pod waits for a node or
 *     for its image; empty for what {@link #graceFor} derives
 * @param onForeignChange what to do when another client changes the template meanwhile
 * @param total how long it may take in all, from when the restart is known to be applied and
 *     without the times in which it soaks; not shorter than the timeout; empty where only the
 *     timeout bounds it
 */
public record HealthPolicy(
    Duration timeout,
    Duration soak,
    Duration grace,
    Optional<Duration> pendingGrace,
    ForeignChange onForeignChange,
    Optional<Duration> total) {
  /** What a plan gets that says nothing. */
  public static final HealthPolicy DEFAULT =
      new HealthPolicy(
          Duration.ofMinutes(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          ForeignChange.WAIT);

  /** An autoscaler needs 2 to 4 minutes for a node. */
  private static final Duration USUAL_PENDING_GRACE = Duration.ofMinutes(5);

  public HealthPolicy {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a health timeout is positive: " + timeout);
    }
    if (soak.isNegative() || grace.isNegative()) {
      throw new IllegalArgumentException("soak and grace are not negative: " + soak + ", " + grace);
    }
    if (pendingGrace.filter(Duration::isNegative).isPresent()) {
      throw new IllegalArgumentException("pendingGrace is not negative: " + pendingGrace);
    }
    if (total.filter(all -> all.compareTo(timeout) < 0).isPresent()) {
      throw new IllegalArgumentException(
          "a rollout may not take less in all than it may stand still: " + total + ", " + timeout);
    }
  }

  /** Without a time of its own for pending pods, or a bound on how long it may take in all. */
  public HealthPolicy(
      Duration timeout, Duration soak, Duration grace, ForeignChange onForeignChange) {
    this(timeout, soak, grace, Optional.empty(), onForeignChange, Optional.empty());
  }

  /** The same, with another time that a workload has to stay healthy for; 0 or more. */
  public HealthPolicy withSoak(Duration other) {
    return new HealthPolicy(timeout, other, grace, pendingGrace, onForeignChange, total);
  }

  /** The same, with another bound on how long a rollout may take in all. */
  public HealthPolicy withTotal(Optional<Duration> all) {
    return new HealthPolicy(timeout, soak, grace, pendingGrace, onForeignChange, all);
  }

  /** The same, with another time for pending pods. */
  public HealthPolicy withPendingGrace(Optional<Duration> pending) {
    return new HealthPolicy(timeout, soak, grace, pending, onForeignChange, total);
  }

  /**
   * How long {@code trouble} may stand before the rollout is called failed. Where the plan does not
   * say, what often passes by itself gets 5 minutes, or half the timeout if that is less, and never
   * less than any other trouble.
   */
  public Duration graceFor(Trouble trouble) {
    return trouble.mayPassUnaided() ? pendingGrace.orElseGet(this::derivedPendingGrace) : grace;
  }

  private Duration derivedPendingGrace() {
    Duration half = timeout.dividedBy(2);
    Duration usual = half.compareTo(USUAL_PENDING_GRACE) < 0 ? half : USUAL_PENDING_GRACE;
    return usual.compareTo(grace) < 0 ? grace : usual;
  }
}
