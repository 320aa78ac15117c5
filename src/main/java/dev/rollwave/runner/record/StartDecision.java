package dev.rollwave.runner.record;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.spec.RunId;
import java.util.Optional;

/** What a start of a plan does, by the record of its runs and the marks on its workloads. */
public sealed interface StartDecision {

  /** A run may be worked on: a new one, or one that is unfinished. */
  sealed interface Enter extends StartDecision {

    /** The run as this process writes it down before its first step. */
    RunRecord run();

    /** What an earlier process of the run wrote down; empty for a run that begins. */
    Optional<Checkpoint> checkpoint();

    /** How an unfinished run before it is closed; empty when there is none. */
    default Optional<Ending> closing() {
      return Optional.empty();
    }
  }

  /**
   * A new run begins.
   *
   * @param run its record
   * @param closed the unfinished run before it, which it closes
   */
  record Begin(RunRecord run, Optional<Closed> closed) implements Enter {
    @Override
    public Optional<Checkpoint> checkpoint() {
      return Optional.empty();
    }

    @Override
    public Optional<Ending> closing() {
      return closed.map(Closed::ending);
    }
  }

  /** An unfinished run that is closed, and how. */
  record Closed(RunId run, Ending ending) {}

  /**
   * A new run begins, though workloads tell of an unfinished one with its record in another
   * namespace.
   *
   * @param run its record
   * @param other is left as it is
   */
  record BeginBeside(RunRecord run, Unrecorded.Elsewhere other) implements Enter {
    @Override
    public Optional<Checkpoint> checkpoint() {
      return Optional.empty();
    }
  }

  /**
   * This process continues the unfinished run of the record.
   *
   * @param run its record, of this process from now on
   * @param before what is known of it
   */
  record Continue(RunRecord run, Checkpoint before) implements Enter {
    @Override
    public Optional<Checkpoint> checkpoint() {
      return Optional.of(before);
    }
  }

  /**
   * This process continues an unfinished run whose record was deleted, as its workloads show it.
   *
   * @param run its new record
   * @param before what is known of it, hardly more than since when it restarts
   * @param lost the run by the marks on its workloads
   */
  record ContinueLost(RunRecord run, Checkpoint before, MarkedRun lost) implements Enter {
    @Override
    public Optional<Checkpoint> checkpoint() {
      return Optional.of(before);
    }
  }

  /** Nothing must be restarted; the finding says why. */
  sealed interface Leave extends StartDecision
      permits StartByRecord.AlreadyEnded,
          StartByRecord.Edited,
          Unrecorded.AtWork,
          PlanRecordStore.Reading.Unreadable {}
}
