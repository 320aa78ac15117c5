package dev.rollwave.engine;

import dev.rollwave.engine.WorkloadState.Diagnosing;
import dev.rollwave.engine.WorkloadState.Failed;
import dev.rollwave.engine.WorkloadState.Healthy;
import dev.rollwave.engine.WorkloadState.Patching;
import dev.rollwave.engine.WorkloadState.Rereading;
import dev.rollwave.engine.WorkloadState.RollingOut;
import dev.rollwave.engine.WorkloadState.Skipped;
import dev.rollwave.engine.WorkloadState.Soaking;
import dev.rollwave.engine.WorkloadState.Unproven;
import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.engine.WorkloadState.Withheld;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a rollout has got, and since when it has got no further.
 *
 * <p>It moves when more of its pods are updated, Ready or available than ever before in this
 * rollout, or when fewer of them are missing than ever before, which is how a rollout moves that is
 * scaled down meanwhile. Both are marks that only rise and fall, so pods that come and go do not
 * make it move again and again. When somebody scales it, it gets fresh time, as it does when it
 * falls back for the first time; but no more than {@link Limits#RESCALINGS} times without having
 * moved. So it fails in the end, whatever its pods and their autoscaler do.
 *
 * @param policy that says how long it may stand still and take
 * @param since when its restart was known to be applied; later by as long as nobody watched it, and
 *     as it was complete
 * @param movedAt when it last moved, or got fresh time
 * @param completeSince when it was proven complete, until it falls back
 * @param most pods that were ever there
 * @param fewestMissing pods that ever were missing
 * @param desired pods, as last seen
 * @param rescalings how often it got fresh time for being scaled since it last moved
 * @param hasFallenBack whether it ever was complete and fell back
 */
public record RolloutProgress(
    HealthPolicy policy,
    Instant since,
    Instant movedAt,
    Optional<Instant> completeSince,
    Pods most,
    Pods fewestMissing,
    int desired,
    int rescalings,
    boolean hasFallenBack) {

  /**
   * Pods of the newest revision.
   *
   * @param updated so many there are, or are missing
   * @param ready of them
   * @param available of them
   */
  public record Pods(int updated, int ready, int available) {
    static final Pods NONE = new Pods(0, 0, 0);

    /**
     * As the status counts them, which tells Ready pods of every revision together: so many of the
     * newest one there are at the least.
     */
    static Pods of(WorkloadSnapshot seen) {
      int old = Math.max(0, seen.replicas() - seen.updated());
      return new Pods(
          seen.updated(), Math.max(0, seen.ready() - old), Math.max(0, seen.available() - old));
    }

    static Pods missing(WorkloadSnapshot seen) {
      Pods there = of(seen);
      return new Pods(
          Math.max(0, seen.desired() - there.updated),
          Math.max(0, seen.desired() - there.ready),
          Math.max(0, seen.desired() - there.available));
    }

    Pods orMore(Pods other) {
      return new Pods(
          Math.max(updated, other.updated),
          Math.max(ready, other.ready),
          Math.max(available, other.available));
    }

    Pods orFewer(Pods other) {
      return new Pods(
          Math.min(updated, other.updated),
          Math.min(ready, other.ready),
          Math.min(available, other.available));
    }
  }

  /**
   * What a process that goes on with the run is told. These are lengths and not instants, so that
   * neither another machine's clock counts nor the time in which no process watched.
   *
   * @param taken by the rollout so far
   * @param still for how long it has not moved
   */
  public record Kept(
      Duration taken,
      Duration still,
      Pods most,
      Pods fewestMissing,
      int desired,
      int rescalings,
      boolean hasFallenBack) {}

  /** Of a rollout whose restart is known to be applied since {@code now}. */
  static RolloutProgress begin(HealthPolicy policy, WorkloadSnapshot after, Instant now) {
    return new RolloutProgress(
        policy,
        now,
        now,
        Optional.empty(),
        Pods.NONE,
        new Pods(after.desired(), after.desired(), after.desired()),
        after.desired(),
        0,
        false);
  }

  /** The same rollout, with which another process goes on from {@code now} on. */
  static RolloutProgress goOn(HealthPolicy policy, Kept kept, Instant now) {
    return new RolloutProgress(
        policy,
        now.minus(kept.taken()),
        now.minus(kept.still()),
        Optional.empty(),
        kept.most(),
        kept.fewestMissing(),
        kept.desired(),
        kept.rescalings(),
        kept.hasFallenBack());
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

  private Kept kept(Instant now) {
    return new Kept(
        length(since, completeSince.orElse(now)),
        length(movedAt, now),
        most,
        fewestMissing,
        desired,
        rescalings,
        hasFallenBack);
  }

  // What was seen while the API server was taken to be out of reach lies ahead of when that began.
  private static Duration length(Instant from, Instant until) {
    return from.isBefore(until) ? Duration.between(from, until) : Duration.ZERO;
  }

  /**
   * After {@code seen} was seen at {@code now}. What it counts is of the rollout of {@code restart}
   * once its controller has observed that.
   */
  RolloutProgress seen(WorkloadSnapshot seen, Restart restart, Instant now) {
    long observed = seen.object().observedGeneration();
    Pods there = observed >= restart.generation() ? most.orMore(Pods.of(seen)) : most;
    // While it is being scaled down, more are still there than are wanted, and tell nothing of how
    // many of those that will stay are missing.
    boolean isScaled =
        observed >= Math.max(seen.object().generation(), restart.generation())
            && seen.updated() <= seen.desired();
    Pods missing = isScaled ? fewestMissing.orFewer(Pods.missing(seen)) : fewestMissing;
    boolean hasMoved = !there.equals(most) || !missing.equals(fewestMissing);
    boolean getsFreshTime =
        !hasMoved && seen.desired() != desired && rescalings < Limits.RESCALINGS;
    return new RolloutProgress(
        policy,
        since,
        hasMoved || getsFreshTime ? now : movedAt,
        completeSince,
        there,
        missing,
        seen.desired(),
        hasMoved ? 0 : rescalings + (getsFreshTime ? 1 : 0),
        hasFallenBack);
  }

  /** It is proven complete at {@code now}, and soaks: that is no time that it takes. */
  RolloutProgress completed(Instant now) {
    return new RolloutProgress(
        policy,
        since,
        movedAt,
        Optional.of(now),
        most,
        fewestMissing,
        desired,
        rescalings,
        hasFallenBack);
  }

  /** It is not complete after all, as shows at {@code now}. */
  RolloutProgress fellBack(Instant now) {
    Duration complete = completeSince.map(at -> length(at, now)).orElse(Duration.ZERO);
    return new RolloutProgress(
        policy,
        since.plus(complete),
        hasFallenBack ? movedAt : now,
        Optional.empty(),
        most,
        fewestMissing,
        desired,
        rescalings,
        true);
  }

  /** Nobody could see it for {@code lasted} until {@code now}: that counts for nothing. */
  RolloutProgress unseenFor(Duration lasted, Instant now) {
    return new RolloutProgress(
        policy,
        Wakeups.earlier(now, since.plus(lasted)),
        Wakeups.earlier(now, movedAt.plus(lasted)),
        completeSince.map(at -> Wakeups.earlier(now, at.plus(lasted))),
        most,
        fewestMissing,
        desired,
        rescalings,
        hasFallenBack);
  }

  /** All its instants moved by as much as the clock was set. */
  RolloutProgress movedBy(Duration by) {
    return new RolloutProgress(
        policy,
        since.plus(by),
        movedAt.plus(by),
        completeSince.map(at -> at.plus(by)),
        most,
        fewestMissing,
        desired,
        rescalings,
        hasFallenBack);
  }

  /** When it fails unless it moves, or is complete, by then. */
  Instant deadline() {
    Instant still = movedAt.plus(policy.timeout());
    return policy.total().map(total -> Wakeups.earlier(still, since.plus(total))).orElse(still);
  }
}
