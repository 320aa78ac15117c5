package dev.rollwave.engine.message;

import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.trouble.Warnings;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the engine is told. Any may come late or twice. */
public sealed interface Event {

  /** The loop begins, or the alarm rang: nothing new but the time. */
  record TimePassed() implements Event {}

  /** A watch showed a workload. */
  record Observed(WorkloadSnapshot snapshot) implements Event {}

  /** A watch showed that a workload was deleted. */
  record Deleted(WorkloadRef ref) implements Event {}

  /** The API server accepted a restart and answered with the object as it then was. */
  record RestartAccepted(WorkloadSnapshot snapshot) implements Event {
    /** Which workload. */
    public WorkloadRef ref() {
      return snapshot.ref();
    }
  }

  /**
   * Whether the restart was applied is not known: a conflict, a timeout, a lost reply, an outage.
   * Only a re-read can tell.
   *
   * @param ref which workload
   * @param cause for a person
   * @param retryAfter how long the API server asked not to be bothered with it; zero for no time
   */
  record RestartUnknown(WorkloadRef ref, String cause, Duration retryAfter) implements Event {
    /** As one to which the API server named no time. */
    public RestartUnknown(WorkloadRef ref, String cause) {
      this(ref, cause, Duration.ZERO);
    }
  }

  /** The request was not sent, since its {@code notAfter} had passed. */
  record RestartNotSent(WorkloadRef ref) implements Event {}

  /**
   * The API server says no for good.
   *
   * @param ref which workload
   * @param cause with verb, resource and namespace
   */
  record RestartRefused(WorkloadRef ref, String cause) implements Event {}

  /**
   * Answer to {@link Command.Reread}.
   *
   * @param ref which workload
   * @param snapshot empty when there is no such object
   */
  record Reread(WorkloadRef ref, Optional<WorkloadSnapshot> snapshot) implements Event {}

  /**
   * Answer to {@link Command.InspectPods}.
   *
   * @param question which was asked
   * @param pods as they are
   * @param warnings about them and their workload, where evidence was asked for
   */
  record PodsInspected(Command.InspectPods question, PodSet pods, Warnings warnings)
      implements Event {
    /** As one without warnings. */
    public PodsInspected(Command.InspectPods question, PodSet pods) {
      this(question, pods, Warnings.NONE);
    }

    /** Whose pods. */
    public WorkloadRef ref() {
      return question.ref();
    }
  }

  /**
   * A question could not be answered for good, such as a re-read that is forbidden.
   *
   * @param ref which workload
   * @param cause with verb, resource and namespace
   */
  record ReadRefused(WorkloadRef ref, String cause) implements Event {}

  /**
   * The API server cannot be reached, or answers 429 or 5xx. The adapter keeps trying.
   *
   * @param cause for a person
   */
  record OutageBegan(String cause) implements Event {}

  /** The API server answers again. */
  record OutageEnded() implements Event {}

  /**
   * The API server answers, and does not let some workloads be listed or watched, so that no change
   * to them is seen. The adapter keeps trying.
   *
   * @param refs all that one watch follows; not empty
   * @param refused whether it says no, and not that it cannot say now
   * @param cause with verb, resource and namespace
   */
  record ScopeLost(SortedSet<WorkloadRef> refs, boolean refused, String cause) implements Event {
    public ScopeLost {
      refs = Collections.unmodifiableSortedSet(new TreeSet<>(refs));
    }
  }

  /**
   * The workloads of one watch are seen again. What they now look like was told before.
   *
   * @param refs the same as those that were lost
   */
  record ScopeSeen(SortedSet<WorkloadRef> refs) implements Event {
    public ScopeSeen {
      refs = Collections.unmodifiableSortedSet(new TreeSet<>(refs));
    }
  }

  /**
   * The clock that tells the engine the time differs from before: it was set, or the machine slept.
   * Windows go by it from now on; waits last as if nothing had happened.
   *
   * @param by how far forward, or back when negative
   * @param late how long the process stood still meanwhile, as {@link StoodStill} tells; 0 when it
   *     did not
   */
  record ClockStepped(Duration by, Duration late) implements Event {}

  /**
   * The process stood still: it was to take a step before, and could not. What it has not heard yet
   * it is told next.
   *
   * @param late how long ago the step was due; positive
   */
  record StoodStill(Duration late) implements Event {}

  /** A person wants nothing further to be restarted for now. */
  record Paused(Pause pause) implements Event {}

  /**
   * A person resumes a paused run.
   *
   * @param by who, for a person
   * @param reason for a person
   */
  record PauseLifted(String by, String reason) implements Event {}

  /**
   * A person ends the run for good; what is under way is seen through.
   *
   * @param by who, for a person
   * @param reason for a person
   */
  record Cancelled(String by, String reason) implements Event {}

  /** This process has to end the run now; what is in flight stays unproven. */
  sealed interface CutShort extends Event {
    /** Why, for a person. */
    String cause();

    /** What the run comes to by it, unless a workload has failed before. */
    RunOutcome outcome();
  }

  /**
   * Someone asked the process to end, by a signal. Another process can continue the run at once.
   *
   * @param cause for a person
   */
  record Interrupted(String cause) implements CutShort {
    @Override
    public RunOutcome outcome() {
      return new RunOutcome.Interrupted(cause);
    }
  }

  /**
   * The plan is no longer this process' to run: it lost the lock, or another one took its run over.
   *
   * @param cause for a person
   */
  record LockLost(String cause) implements CutShort {
    @Override
    public RunOutcome outcome() {
      return new RunOutcome.Incomplete(cause);
    }
  }

  /**
   * Rollwave itself has a fault, so that an answer which the run waits for may never come.
   *
   * @param cause for a person
   */
  record Faulted(String cause) implements CutShort {
    @Override
    public RunOutcome outcome() {
      return new RunOutcome.Incomplete(cause);
    }
  }
}
