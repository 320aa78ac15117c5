package dev.rollwave.simulation.worlds;

import dev.rollwave.engine.Event;
import dev.rollwave.engine.Past;
import dev.rollwave.engine.RunId;
import dev.rollwave.engine.RunOutcome;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.Continuation;
import dev.rollwave.runner.Counts;
import dev.rollwave.runner.Ending;
import dev.rollwave.runner.Ledger;
import dev.rollwave.runner.LostRun;
import dev.rollwave.runner.Owner;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.RunRecord;
import dev.rollwave.runner.RunRecords.Reading;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  /**
   * Enters as {@code holder}.
   *
   * @param resolution of the plan, as its workloads are now
   * @param sink is told what others write into the record
   */
  Entered enter(String holder, Resolution resolution, Consumer<Event> sink) {
    Owner owner = new Owner(holder, "somebody", Optional.empty());
    Reading found = site.records().read(site.world().plan().name());
    return switch (found) {
      case Reading.Nothing _ -> withoutRecord(owner, resolution, sink);
      case Reading.Unreadable _ ->
          throw new IllegalStateException("these records are never unreadable");
      case Reading.Found it -> {
        RestartPlan plan = site.world().plan();
        Continuation.Start start =
            new Continuation.Start(
                site.print(), Optional.empty(), plan.resumeWithin(), Continuation.Wish.USUAL);
        yield switch (Continuation.of(it.book(), start, site.clock().instant())) {
          case Continuation.Begin(Optional<Ending> closing) -> begin(owner, found, closing, sink);
          case Continuation.GoOn(RunRecord run, var instructions) -> {
            Past past = run.past().with(instructions.pause());
            RunRecord mine = record(run.runId(), owner, run.counts(), run.lastError(), past);
            yield open(found, Optional.empty(), mine, Optional.of(past), sink);
          }
          case Continuation.AlreadyEnded(var _, RunOutcome outcome) ->
              throw new IllegalStateException("no Job is named, and yet it ended: " + outcome);
          case Continuation.Edited edited ->
              throw new IllegalStateException("nobody edits plans here: " + edited);
        };
      }
    };
  }

  private Entered withoutRecord(Owner owner, Resolution resolution, Consumer<Event> sink) {
    List<WorkloadSnapshot> targets =
        resolution.targets().values().stream().flatMap(List::stream).toList();
    Optional<LostRun> lost = LostRun.among(targets, site.world().plan(), site.clock().instant());
    if (lost.isEmpty()) {
      return begin(owner, new Reading.Nothing(), Optional.empty(), sink);
    }
    Past past = Past.none(lost.get().since());
    RunRecord run = record(lost.get().runId(), owner, Counts.NONE, Optional.empty(), past);
    return open(new Reading.Nothing(), Optional.empty(), run, Optional.of(past), sink);
  }

  private Entered begin(
      Owner owner, Reading found, Optional<Ending> closing, Consumer<Event> sink) {
    RunId id = new RunId("run-" + ++begun);
    Past none = Past.none(site.clock().instant());
    RunRecord first = record(id, owner, Counts.NONE, Optional.empty(), none);
    return open(found, closing, first, Optional.empty(), sink);
  }

  private Entered open(
      Reading found,
      Optional<Ending> closing,
      RunRecord first,
      Optional<Past> past,
      Consumer<Event> sink) {
    try {
      String plan = site.world().plan().name();
      Ledger ledger = Ledger.open(site.records(), plan, found, closing, first, sink).orElseThrow();
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
        site.print(),
        site.world().plan().reason(),
        owner,
        now,
        counts,
        lastError,
        Optional.empty(),
        past);
  }
}
