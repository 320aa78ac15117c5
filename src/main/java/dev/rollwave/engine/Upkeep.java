package dev.rollwave.engine;

import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.RolloutStatus;
import dev.rollwave.workload.Status;
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
   * @param objection what the last look found missing, for which a gate is held; empty while nobody
   *     has looked, or has found nothing yet
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

  /** What the last look found missing. */
  default Optional<RolloutStatus> found() {
    return switch (this) {
      case AsProven _ -> Optional.empty();
      case Changed changed -> changed.objection();
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
