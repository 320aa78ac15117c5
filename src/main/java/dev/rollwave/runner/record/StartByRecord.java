package dev.rollwave.runner.record;

import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.plan.CanonicalPlan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a start means by the record alone: whether it begins a run or continues the recorded one.
 */
public sealed interface StartByRecord {

  /**
   * A new run begins.
   *
   * @param closing how an unfinished one before it is closed; empty when there is none
   */
  record Begin(Optional<Ending> closing) implements StartByRecord {}

  /** The run is continued, under its own id. */
  record Continue(RunRecord run, Instructions instructions) implements StartByRecord {}

  /** The run of this very Job has ended; there is nothing to continue. */
  record AlreadyEnded(RunRecord run, RunOutcome outcome)
      implements StartByRecord, StartDecision.Leave {}

  /**
   * The plan was edited while its run is unfinished.
   *
   * @param run that is unfinished
   * @param difference what the plan no longer says, and what it says now
   */
  record Edited(RunRecord run, List<String> difference)
      implements StartByRecord, StartDecision.Leave {}

  /**
   * A start.
   *
   * @param plan what the plan says now
   * @param job uid of the Job whose pod starts, which always continues its own run
   * @param resumable how long a run of the plan is continued
   * @param mode of a person
   */
  record Start(CanonicalPlan plan, Optional<String> job, Resumable resumable, StartMode mode) {}

  /** Tells how long a run is continued. */
  @FunctionalInterface
  interface Resumable {
    /**
     * The last instant, inclusive, for a run that gave its last sign of life at {@code lastSign}.
     */
    Instant until(Instant lastSign);
  }

  /** What {@code start} means at {@code now} where {@code planRecord} is kept. */
  static StartByRecord of(PlanRecord planRecord, Start start, Instant now) {
    RunRecord run = planRecord.newest();
    boolean isSameJob = start.job().filter(run.owner()::isOf).isPresent();
    if (run.ending().isPresent() && !run.isUnfinished()) {
      return isSameJob && start.mode() != StartMode.NEW_RUN
          ? new AlreadyEnded(run, run.ending().get().outcome())
          : new Begin(Optional.empty());
    }
    if (planRecord.instructions().cancellation().isPresent()) {
      Instruction wanted = planRecord.instructions().cancellation().get();
      return begin(
          new RunOutcome.Cancelled("cancelled by " + wanted.by() + ": " + wanted.reason()), now);
    }
    if (start.mode() == StartMode.NEW_RUN) {
      return begin(new RunOutcome.Incomplete("a new run was asked for"), now);
    }
    Instant until = start.resumable().until(run.writtenAt());
    if (!isSameJob && now.isAfter(until)) {
      return begin(
          new RunOutcome.Incomplete(
              "no sign of life since " + run.writtenAt() + ", and resumeWithin ended " + until),
          now);
    }
    List<String> difference = run.plan().difference(start.plan());
    boolean isEdited = !run.plan().equals(start.plan());
    if (isEdited && start.mode() != StartMode.WITH_NEW_PLAN) {
      return new Edited(run, difference);
    }
    return new Continue(run, planRecord.instructions());
  }

  private static Begin begin(RunOutcome closing, Instant now) {
    return new Begin(Optional.of(new Ending(closing, now)));
  }
}
