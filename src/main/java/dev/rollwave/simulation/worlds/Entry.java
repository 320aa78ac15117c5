package dev.rollwave.simulation.worlds;

import dev.rollwave.engine.Event;
import dev.rollwave.engine.Past;
import dev.rollwave.engine.RunId;
import dev.rollwave.engine.RunOutcome;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.Continuation;
import dev.rollwave.runner.Continuation.Wish;
import dev.rollwave.runner.Counts;
import dev.rollwave.runner.Ending;
import dev.rollwave.runner.FencedRecords;
import dev.rollwave.runner.Ledger;
import dev.rollwave.runner.MarkedRun;
import dev.rollwave.runner.Owner;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.RunBook;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.RunRecord;
import dev.rollwave.runner.RunRecords.Reading;
import dev.rollwave.runner.Unrecorded;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a fresh process enters: it begins a run, or goes on with the one that the record tells of.
 * What a Job does that is started again.
 */
final class Entry {
  private final Site site;
  private int begun;

  Entry(Site site) {
    this.site = site;
  }

  /**
   * What a process has entered.
   *
   * @param run that it works on
   * @param past what an earlier process wrote down; empty for a run that begins
   * @param ledger where its record is kept
   */
  record Entered(RunRecord run, Optional<Past> past, Ledger ledger) {
    String runId() {
      return run.runId().value();
    }
  }

  /** Who enters, where it writes, and who is told what others write there. */
  private record Desk(Owner owner, FencedRecords records, Consumer<Event> sink) {}

  /**
   * Enters as {@code holder}.
   *
   * @param resolution of the plan, as its workloads are now
   * @param hold its lock
   * @param sink is told what others write into the record
   */
  Entered enter(String holder, Resolution resolution, RunLock.Hold hold, Consumer<Event> sink) {
    Desk desk =
        new Desk(
            new Owner(holder, "somebody", Optional.empty(), List.of()),
            new FencedRecords(site.records(), hold),
            sink);
    Reading found = site.records().read(site.world().plan().name());
    return switch (found) {
      case Reading.Nothing _ -> withoutRecord(desk, resolution);
      case Reading.Unreadable _ ->
          throw new IllegalStateException("these records are never unreadable");
      case Reading.Found it -> {
        Entered entered = decide(desk, it, Wish.USUAL);
        isAsWritten(it.book().newest(), entered);
        yield entered;
      }
    };
  }

  private Entered decide(Desk desk, Reading.Found found, Wish wish) {
    Document document = site.document();
    return switch (continuation(found.book(), wish)) {
      case Continuation.Begin(Optional<Ending> closing) -> begin(desk, found, closing);
      case Continuation.GoOn(RunRecord run, var instructions) -> {
        Past past = run.past().with(instructions.pause());
        RunRecord mine = record(run.runId(), desk.owner(), run.counts(), run.lastError(), past);
        yield open(desk, found, Optional.empty(), mine, Optional.of(past));
      }
      case Continuation.AlreadyEnded(var _, RunOutcome outcome) ->
          throw new IllegalStateException("no Job is named, and yet it ended: " + outcome);
      case Continuation.Edited(RunRecord run, List<String> difference) -> {
        if (wish != Wish.USUAL || difference.isEmpty()) {
          throw broken(run.runId() + " is refused in vain, for " + difference);
        }
        site.tell("refused, since the plan was edited: " + difference + "; " + document.wish());
        yield decide(desk, found, document.wish());
      }
    };
  }

  // A run whose plan was edited is gone on with by nobody who was not asked to.
  private void isAsWritten(RunRecord before, Entered entered) {
    boolean isGoneOnWith = entered.run().runId().equals(before.runId());
    boolean isEdited = !before.plan().equals(site.document().print());
    if (isGoneOnWith && isEdited && site.document().wish() != Wish.WITH_NEW_PLAN) {
      throw broken(before.runId() + " is gone on with though its plan was edited");
    }
  }

  private BrokenPromise broken(String what) {
    return new BrokenPromise(Promise.OBEYS, what, site.now());
  }

  /** Whether there is one that a process which enters now could read. */
  boolean hasRecord() {
    return site.records().read(site.world().plan().name()) instanceof Reading.Found;
  }

  /** Whether a process that enters now begins a run of its own. */
  boolean wouldBegin() {
    return switch (site.records().read(site.world().plan().name())) {
      case Reading.Nothing _, Reading.Unreadable _ -> true;
      case Reading.Found it -> {
        Continuation usual = continuation(it.book(), Wish.USUAL);
        yield usual instanceof Continuation.Begin
            || (usual instanceof Continuation.Edited
                && continuation(it.book(), site.document().wish()) instanceof Continuation.Begin);
      }
    };
  }

  private Continuation continuation(RunBook book, Wish wish) {
    Document document = site.document();
    Continuation.Start start =
        new Continuation.Start(
            document.print(), Optional.empty(), document.plan()::resumableUntil, wish);
    return Continuation.of(book, start, site.clock().instant());
  }

  private Entered withoutRecord(Desk desk, Resolution resolution) {
    List<WorkloadSnapshot> targets =
        resolution.targets().values().stream().flatMap(List::stream).toList();
    Unrecorded unrecorded =
        Unrecorded.among(targets, site.document().plan(), Set.of(), site.clock().instant());
    return switch (unrecorded) {
      case Unrecorded.None _ -> begin(desk, new Reading.Nothing(), Optional.empty());
      case Unrecorded.Lost(MarkedRun lost) -> {
        Past past = Past.none(lost.since());
        RunRecord run = record(lost.runId(), desk.owner(), Counts.NONE, Optional.empty(), past);
        yield open(desk, new Reading.Nothing(), Optional.empty(), run, Optional.of(past));
      }
      case Unrecorded.Elsewhere _, Unrecorded.AtWork _ ->
          throw new IllegalStateException("all runs of a world are kept in one place");
    };
  }

  private Entered begin(Desk desk, Reading found, Optional<Ending> closing) {
    RunId id = new RunId("run-" + ++begun);
    Past none = Past.none(site.clock().instant());
    RunRecord first = record(id, desk.owner(), Counts.NONE, Optional.empty(), none);
    return open(desk, found, closing, first, Optional.empty());
  }

  private Entered open(
      Desk desk, Reading found, Optional<Ending> closing, RunRecord first, Optional<Past> past) {
    try {
      String plan = site.world().plan().name();
      Ledger ledger =
          Ledger.open(desk.records(), plan, found, closing, first, desk.sink()).orElseThrow();
      return new Entered(first, past, ledger);
    } catch (ClusterException e) {
      throw new IllegalStateException("these records are never refused", e);
    }
  }

  private RunRecord record(
      RunId id, Owner owner, Counts counts, Optional<String> lastError, Past past) {
    Instant now = site.clock().instant();
    return new RunRecord(
        id,
        site.document().print(),
        site.document().plan().reason(),
        owner,
        now,
        counts,
        lastError,
        Optional.empty(),
        past);
  }
}
