package dev.rollwave.engine;

import dev.rollwave.engine.FinalState.Failed;
import dev.rollwave.engine.FinalState.Healthy;
import dev.rollwave.engine.FinalState.Skipped;
import dev.rollwave.engine.FinalState.Unproven;
import dev.rollwave.engine.FinalState.Withheld;
import dev.rollwave.engine.InFlightState.Diagnosing;
import dev.rollwave.engine.InFlightState.Patching;
import dev.rollwave.engine.InFlightState.Rereading;
import dev.rollwave.engine.InFlightState.RollingOut;
import dev.rollwave.engine.InFlightState.Soaking;
import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.window.Instants;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.RolloutStatus;
import dev.rollwave.workload.rollout.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a rollout takes, and since when it has got no further.
 *
 * <p>Beside what moves it, it gets fresh time when it is scaled or its template is changed, as
 * often as {@link Limits#CHANGES}, and when it falls back for the first time. So it fails in the
 * end, whatever its pods and their autoscaler do.
 *
 * @param policy that says how long it may stand still and take
 * @param since when its restart was known to be applied; later by as long as it was not watched,
 *     and as it was complete
 * @param movedAt when it last moved, or got fresh time
 * @param completeSince when it was proven complete, until it falls back
 * @param marks how far it has ever got
 */
public record RolloutProgress(
    HealthPolicy policy,
    Instant since,
    Instant movedAt,
    Optional<Instant> completeSince,
    RolloutMarks marks) {

  /**
   * What a process that continues the run is told. These are lengths and not instants, so that
   * neither another machine's clock counts nor the time without a process.
   *
   * @param taken by the rollout so far
   * @param still for how long it has not moved
   * @param marks how far it has ever got
   */
  public record Kept(Duration taken, Duration still, RolloutMarks marks) {}

  /** Of a rollout whose restart is known to be applied since {@code now}. */
  static RolloutProgress begin(HealthPolicy policy, WorkloadSnapshot after, Instant now) {
    return new RolloutProgress(policy, now, now, Optional.empty(), RolloutMarks.begin(after));
  }

  /** The same rollout, which another process continues from {@code now} on. */
  static RolloutProgress continued(HealthPolicy policy, Kept kept, Instant now) {
    return new RolloutProgress(
        policy, now.minus(kept.taken()), now.minus(kept.still()), Optional.empty(), kept.marks());
  }

  /**
   * What is to be told of a workload in {@code state}, which was watched until {@code now}; empty
   * where no rollout of it is under way.
   */
  static Optional<Kept> kept(WorkloadState state, Instant now) {
    return switch (state) {
      case RollingOut r -> Optional.of(r.progress().kept(now));
      case Soaking s -> Optional.of(s.progress().kept(now));
      case Unproven u -> u.kept();
      case Waiting _, Patching _, Rereading _, Diagnosing _ -> Optional.empty();
      case Healthy _, Skipped _, Failed _, Withheld _ -> Optional.empty();
    };
  }

  /** What is to be told of it, when it was watched until {@code now}. */
  Kept kept(Instant now) {
    return new Kept(
        length(since, completeSince.orElse(now)),
        length(movedAt, completeSince.orElse(now)),
        marks);
  }

  // What was seen while the API server was taken to be out of reach lies ahead of when that began.
  private static Duration length(Instant from, Instant until) {
    return from.isBefore(until) ? Duration.between(from, until) : Duration.ZERO;
  }

  /** After {@code seen} was seen of the rollout of {@code restart} at {@code now}. */
  RolloutProgress seen(
      WorkloadSnapshot seen, Restart restart, RolloutStatus byCounts, Instant now) {
    return at(marks.after(seen, restart, byCounts.status() == Status.CURRENT), now);
  }

  /** After its pods were looked at, and do not prove it complete. */
  RolloutProgress seen(PodSet pods, Instant now) {
    return at(marks.with(pods), now);
  }

  private RolloutProgress at(RolloutMarks reached, Instant now) {
    Instant moved = reached.isFresherThan(marks) ? now : movedAt;
    return new RolloutProgress(policy, since, moved, completeSince, reached);
  }

  /** It is proven complete at {@code now}, and soaks: that is no time that it takes. */
  RolloutProgress completed(Instant now) {
    return soaking(now).at(marks.complete(), now);
  }

  /** It soaks at {@code now}, and whether it is complete only its pods can tell. */
  RolloutProgress soaking(Instant now) {
    Optional<Instant> complete = Optional.of(completeSince.orElse(now));
    return new RolloutProgress(policy, since, movedAt, complete, marks);
  }

  /**
   * It is not complete after all, as shows at {@code now}. What was complete for as long as it may
   * stand still does not flap, and stood still for none of that time.
   */
  RolloutProgress fellBack(Instant now) {
    Duration complete = completeSince.map(at -> length(at, now)).orElse(Duration.ZERO);
    boolean isSteady = complete.compareTo(policy.timeout()) >= 0;
    Instant moved = isSteady ? movedAt.plus(complete) : movedAt;
    return new RolloutProgress(
        policy,
        since.plus(complete),
        marks.hasFallenBack() ? moved : now,
        Optional.empty(),
        marks.fallenBack());
  }

  /** It could not be seen for {@code lasted} until {@code now}: that counts for nothing. */
  RolloutProgress unseenFor(Duration lasted, Instant now) {
    return new RolloutProgress(
        policy,
        Instants.min(now, since.plus(lasted)),
        Instants.min(now, movedAt.plus(lasted)),
        completeSince.map(at -> Instants.min(now, at.plus(lasted))),
        marks);
  }

  /** All its instants moved by as much as the clock was set. */
  RolloutProgress movedBy(Duration by) {
    return new RolloutProgress(
        policy, since.plus(by), movedAt.plus(by), completeSince.map(at -> at.plus(by)), marks);
  }

  /** When it fails unless it moves, or is complete, by then. */
  Instant deadline() {
    Instant still = movedAt.plus(policy.timeout());
    return policy.total().map(total -> Instants.min(still, since.plus(total))).orElse(still);
  }
}
