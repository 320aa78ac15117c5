package dev.rollwave.engine;

import dev.rollwave.engine.Sight.LostScope;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.rollout.RolloutStatus;
import dev.rollwave.workload.rollout.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is known of a workload since it was proven healthy. */
public sealed interface Upkeep {

  /** Nothing that matters has changed since. */
  record AsProven() implements Upkeep {}

  /**
   * It has changed since, so that whatever depends on it is restarted only after a new proof.
   *
   * @param objection what the last look found missing, which holds a gate; empty before the first
   *     look, and when it found nothing
   * @param pods as they were last answered since; empty before
   * @param asked which question for its pods is open; an answer to any other comes too late
   * @param dueAt when its pods are asked for (again)
   */
  record Changed(
      Optional<RolloutStatus> objection,
      Optional<PodSet> pods,
      Optional<Instant> asked,
      Instant dueAt)
      implements Upkeep {

    /**
     * It changed at {@code now}.
     *
     * @param before what was found missing before, and still is as far as is known
     */
    static Changed at(Instant now, Optional<RolloutStatus> before) {
      Optional<RolloutStatus> known = before.filter(it -> it.status() != Status.UNKNOWN);
      return new Changed(known, Optional.empty(), Optional.empty(), now);
    }

    /** Whether {@link #objection} is of pods as they are at {@code now}, as far as can be known. */
    boolean isSeen(Instant now) {
      return pods.isPresent() && !now.isAfter(dueAt.plus(Limits.PROOF_INTERVAL));
    }

    /** The question is open from {@code now} on, and asked again at {@code again}. */
    Changed askedAt(Instant now, Instant again) {
      return new Changed(objection, pods, Optional.of(now), again);
    }

    /** Its pods prove nothing yet, and are looked at at {@code again}. */
    Changed lookedAtAgain(Instant again) {
      return new Changed(objection, pods, Optional.empty(), again);
    }

    /** This is missing, and is looked at again at {@code again}. */
    Changed missing(RolloutStatus what, Instant again) {
      return new Changed(Optional.of(what), pods, Optional.empty(), again);
    }

    /** This is missing by these pods, which are looked at again at {@code again}. */
    Changed missing(RolloutStatus what, PodSet shown, Instant again) {
      return new Changed(Optional.of(what), Optional.of(shown), Optional.empty(), again);
    }

    /** This is missing; what was asked stays asked. */
    Changed missing(RolloutStatus what) {
      return new Changed(Optional.of(what), pods, asked, dueAt);
    }

    @Override
    public Upkeep movedBy(Duration by) {
      return new Changed(objection, pods, asked, dueAt.plus(by));
    }
  }

  /**
   * No watch tells whether it has changed: whatever depends on it is restarted only right after a
   * look at its pods.
   *
   * @param since when sight of it was lost
   * @param cause what the API server said, for a person
   * @param hasChanged whether it differs from what was proven, as far as is known
   * @param asked which question for its pods is open; an answer to any other comes too late
   * @param dueAt when its pods are asked for (again)
   * @param look what the last look came to
   */
  record Unseen(
      Instant since,
      String cause,
      boolean hasChanged,
      Optional<Instant> asked,
      Instant dueAt,
      Look look)
      implements Upkeep {

    /** Sight of it was lost, and its pods can be asked for from {@code now} on. */
    static Unseen of(LostScope loss, boolean hasChanged, Instant now) {
      return new Unseen(
          loss.since(), loss.cause(), hasChanged, Optional.empty(), now, new Look.None());
    }

    /** What it looks like is not what was proven; what its pods were asked they will answer. */
    Unseen changed() {
      return new Unseen(since, cause, true, asked, dueAt, isProven() ? new Look.None() : look);
    }

    /** The question is open from {@code now} on, and asked again at {@code again}. */
    Unseen askedAt(Instant now, Instant again, Look known) {
      return new Unseen(since, cause, hasChanged, Optional.of(now), again, known);
    }

    /** A look came to {@code what}, and the next is taken at {@code again}. */
    Unseen lookedAt(Look what, Instant again) {
      boolean stillDiffers = hasChanged && !(what instanceof Look.Proven);
      return new Unseen(since, cause, stillDiffers, Optional.empty(), again, what);
    }

    /** Something was built on the last proof: what is next needs one of its own. */
    Unseen spent(Instant now) {
      return isProven() ? lookedAt(new Look.None(), now) : this;
    }

    private boolean isProven() {
      return look instanceof Look.Proven;
    }

    /** Whether others may build on it at {@code now}. */
    boolean isProven(Instant now) {
      return look instanceof Look.Proven(Instant at) && now.isBefore(at.plus(Limits.PROOF_HOLDS));
    }

    /** Its pods, as they were last answered; empty when nothing was missing. */
    @Override
    public Optional<PodSet> pods() {
      return look instanceof Look.Missing(var _, PodSet shown)
          ? Optional.of(shown)
          : Optional.empty();
    }

    @Override
    public Upkeep movedBy(Duration by) {
      return new Unseen(since.plus(by), cause, hasChanged, asked, dueAt.plus(by), look.movedBy(by));
    }
  }

  /** What a look at the pods of a workload came to that no watch shows. */
  sealed interface Look {

    /** None was taken, or none that still counts. */
    record None() implements Look {}

    /** It was healthy {@code at} that instant. */
    record Proven(Instant at) implements Look {}

    /** This is missing, by these pods. */
    record Missing(RolloutStatus what, PodSet pods) implements Look {}

    /**
     * Its pods cannot be read.
     *
     * @param cause for a person
     * @param since when that was first found
     */
    record Unread(String cause, Instant since) implements Look {}

    /** Its instants moved by as much as the clock was set. */
    default Look movedBy(Duration by) {
      return switch (this) {
        case None _, Missing _ -> this;
        case Proven(Instant at) -> new Proven(at.plus(by));
        case Unread(String cause, Instant since) -> new Unread(cause, since.plus(by));
      };
    }
  }

  /** What the last look found missing. */
  default Optional<RolloutStatus> found() {
    return switch (this) {
      case AsProven _ -> Optional.empty();
      case Changed changed -> changed.objection();
      case Unseen unseen ->
          unseen.look() instanceof Look.Missing(RolloutStatus what, var _)
              ? Optional.of(what)
              : Optional.empty();
    };
  }

  /** Its pods, as they were last answered since it changed; empty when they were not. */
  default Optional<PodSet> pods() {
    return Optional.empty();
  }

  /** Its instants moved by as much as the clock was set. */
  default Upkeep movedBy(Duration by) {
    return this;
  }
}
