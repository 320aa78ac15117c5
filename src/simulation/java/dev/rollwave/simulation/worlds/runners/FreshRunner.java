package dev.rollwave.simulation.worlds.runners;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.record.Owner;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.PlanRecordStore.Reading;
import dev.rollwave.runner.record.RecordSession;
import dev.rollwave.runner.record.RunEntry;
import dev.rollwave.runner.record.RunRecord;
import dev.rollwave.runner.record.RunStart;
import dev.rollwave.runner.record.StartByRecord;
import dev.rollwave.runner.record.StartDecision;
import dev.rollwave.runner.record.StartMode;
import dev.rollwave.simulation.worlds.environment.WorldContext;
import dev.rollwave.simulation.worlds.oracle.BrokenPromise;
import dev.rollwave.simulation.worlds.oracle.Promise;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a fresh process enters, as a Job does that is started again: by the protocol of every start.
 * Where that refuses an edited plan, a person says what they want.
 */
final class FreshRunner {
  private final WorldContext context;
  private int begun;

  FreshRunner(WorldContext context) {
    this.context = context;
  }

  /**
   * What a process has entered.
   *
   * @param run that it works on
   * @param checkpoint what an earlier process wrote down; empty for a run that begins
   * @param spec what it is to do
   * @param session where its record is kept
   */
  record Entered(
      RunRecord run, Optional<Checkpoint> checkpoint, RunSpec spec, RecordSession session) {
    String runId() {
      return run.runId().value();
    }
  }

  /** The runner that enters, its lock, and what is told what others write into the record. */
  private record Desk(
      String holder, Resolution resolution, RunLock.Hold hold, Consumer<Event> sink) {}

  /**
   * Enters as {@code holder}.
   *
   * @param resolution of the plan, as its workloads are now
   * @param hold its lock
   * @param sink is told what others write into the record
   */
  Entered enter(String holder, Resolution resolution, RunLock.Hold hold, Consumer<Event> sink) {
    Optional<PlanRecord> before = planRecord();
    Entered entered = enter(new Desk(holder, resolution, hold, sink), StartMode.USUAL);
    before.ifPresent(planRecord -> requireAsWritten(planRecord.newest(), entered));
    return entered;
  }

  private Entered enter(Desk desk, StartMode mode) {
    RunEntry.Result<String> result = result(desk, mode);
    return switch (result) {
      case RunEntry.Entered<String>(var decision, RunSpec spec, RecordSession session)
          when !(decision instanceof StartDecision.BeginBeside) ->
          new Entered(decision.run(), decision.checkpoint(), spec, session);
      case RunEntry.Left<String>(StartByRecord.Edited(RunRecord run, List<String> difference)) -> {
        StartMode answer = context.document().mode();
        if (mode != StartMode.USUAL || difference.isEmpty()) {
          throw broken(run.runId() + " is refused in vain, for " + difference);
        }
        context.tell("refused, since the plan was edited: " + difference + "; " + answer);
        yield enter(desk, answer);
      }
      // No Job is named, records are never unreadable, and all runs are kept in one place.
      case RunEntry.Entered<String> _, RunEntry.Left<String> _, RunEntry.Withheld<String> _ ->
          throw new IllegalStateException("no start of a world comes to this: " + result);
    };
  }

  private RunEntry.Result<String> result(Desk desk, StartMode mode) {
    try {
      return new RunEntry(
              start(desk.holder(), mode),
              context.records(),
              desk.hold(),
              context.clock(),
              desk.sink())
          .enter(desk.resolution(), (_, _) -> Optional.empty());
    } catch (ClusterException e) {
      throw new IllegalStateException("these records are never refused", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted, though nobody is asked", e);
    }
  }

  private RunStart start(String holder, StartMode mode) {
    RestartPlan plan = context.document().plan();
    return new RunStart(
        plan,
        plan.calendar(),
        plan.reason(),
        new Owner(holder, "somebody", Optional.empty(), List.of()),
        mode,
        _ -> new RunId("run-" + ++begun));
  }

  // A run whose plan was edited is continued only when an operator asks for that.
  private void requireAsWritten(RunRecord before, Entered entered) {
    boolean isGoneOnWith = entered.run().runId().equals(before.runId());
    boolean isEdited = !before.plan().equals(context.document().print());
    if (isGoneOnWith && isEdited && context.document().mode() != StartMode.WITH_NEW_PLAN) {
      throw broken(before.runId() + " is continued though its plan was edited");
    }
  }

  private BrokenPromise broken(String what) {
    return new BrokenPromise(Promise.OBEYS, what, context.now());
  }

  /** Whether there is a record that a process which enters now could read. */
  boolean hasRecord() {
    return planRecord().isPresent();
  }

  private Optional<PlanRecord> planRecord() {
    return context.records().read(context.world().plan().name())
            instanceof Reading.Found(PlanRecord planRecord, String _)
        ? Optional.of(planRecord)
        : Optional.empty();
  }

  /** Whether a process that enters now begins a run of its own. */
  boolean wouldBegin() {
    return planRecord().map(this::wouldBegin).orElse(true);
  }

  private boolean wouldBegin(PlanRecord planRecord) {
    return switch (byRecord(planRecord, StartMode.USUAL)) {
      case StartByRecord.Begin _ -> true;
      case StartByRecord.Edited _ ->
          byRecord(planRecord, context.document().mode()) instanceof StartByRecord.Begin;
      case StartByRecord.Continue _, StartByRecord.AlreadyEnded _ -> false;
    };
  }

  private StartByRecord byRecord(PlanRecord planRecord, StartMode mode) {
    return start("anybody", mode).byRecord(planRecord, context.clock().instant());
  }
}
