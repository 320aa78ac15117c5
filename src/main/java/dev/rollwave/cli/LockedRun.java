package dev.rollwave.cli;

import dev.rollwave.console.Audience;
import dev.rollwave.engine.Engine;
import dev.rollwave.engine.Event;
import dev.rollwave.engine.RunOrder;
import dev.rollwave.engine.RunState;
import dev.rollwave.runner.BackgroundPen;
import dev.rollwave.runner.ClockWatch;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.EventQueue;
import dev.rollwave.runner.FencedCluster;
import dev.rollwave.runner.FencedRecords;
import dev.rollwave.runner.Ledger;
import dev.rollwave.runner.PastRollouts;
import dev.rollwave.runner.RecordKeeper;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.RunRecords;
import dev.rollwave.runner.RunRecords.Reading;
import java.util.Optional;

/**
 * What is done while the lock is held: what the plan's selections stand for, what stands in the
 * way, the record of earlier runs, a person's word, and then the restarts.
 *
 * @param request what is asked for
 * @param around the person and the time
 * @param site where the plan is run
 * @param hold the lock
 * @param access which cluster it is
 * @param entry how this process enters a run
 */
record LockedRun(
    RunRequest request,
    RunSurroundings around,
    Site site,
    RunLock.Hold hold,
    ClusterAccess access,
    RunEntry entry) {
  private static final int MOST_TRIES = 5;

  /** Begins a run, or goes on with one; returns what the process has to say. */
  ExitStatus enter() throws ClusterException, InterruptedException {
    Resolution resolution = site.cluster().resolve(request.plan());
    Optional<Preflight> preflight = new Hurdles(request, around.audience()).cleared(resolution);
    if (preflight.isEmpty()) {
      return ExitStatus.REFUSED;
    }
    for (int tried = 0; tried < MOST_TRIES; tried++) {
      Optional<ExitStatus> ended = attempt(resolution, preflight.get());
      if (ended.isPresent()) {
        return ended.get();
      }
    }
    throw new ClusterException.Refused(
        "the record of plan "
            + request.plan().name()
            + " was changed by another process at each of several tries; nothing was restarted:"
            + " `rollwave status` shows who works on it");
  }

  /** Empty when the record was changed since it was read, so that it has to be decided anew. */
  private Optional<ExitStatus> attempt(Resolution resolution, Preflight preflight)
      throws ClusterException, InterruptedException {
    Reading found = site.records().read(request.plan().name());
    return switch (entry.decide(found, resolution, around.clocks().instant())) {
      case RunEntry.Decision.Leave(ExitStatus status) -> Optional.of(status);
      case RunEntry.Decision.Enter enter -> {
        RunOrder plain = request.order(enter.run().runId(), resolution);
        RunOrder order = plain.withEstimates(PastRollouts.in(found, plain));
        Optional<RunState> unfinished =
            enter.past().map(past -> Engine.standing(order, past, around.clocks().instant()));
        Optional<ExitStatus> withheld =
            new GoAhead(request, around)
                .withheldFrom(preflight.prospect(order, unfinished, Optional.of(access)));
        yield withheld.isPresent() ? withheld : walk(found, enter, order);
      }
    };
  }

  private Optional<ExitStatus> walk(Reading found, RunEntry.Decision.Enter enter, RunOrder order)
      throws ClusterException, InterruptedException {
    // Before the first restart: whoever comes after has to know of this run.
    Optional<Ledger> ledger =
        Ledger.open(
            new FencedRecords(site.records(), hold),
            request.plan().name(),
            found,
            enter.closing(),
            enter.run(),
            around.events());
    return ledger.isEmpty() ? Optional.empty() : Optional.of(keep(ledger.get(), enter, order));
  }

  private ExitStatus keep(Ledger ledger, RunEntry.Decision.Enter enter, RunOrder order)
      throws InterruptedException {
    Audience audience = around.audience();
    EventQueue events = around.events();
    Stage stage =
        new Stage(
            new FencedCluster(site.cluster(), hold),
            events,
            events,
            around.alarm(),
            around.clocks(),
            Optional.of(access));
    try (Ticker _ = Ticker.everySecond(nudge(), events);
        BackgroundPen pen = new BackgroundPen(ledger, events, audience::complain);
        RunRecords.Looking _ = site.records().look(request.plan().name(), pen::look, events)) {
      return new ObservedRun(stage, audience.progress(stage.access()), audience, request.report())
          .run(order, enter.past(), new RecordKeeper(enter.run(), pen));
    }
  }

  // An alarm that was set by a clock which is then set back rings late by as much.
  private Runnable nudge() {
    ClockWatch watch = new ClockWatch(around.clocks());
    return () -> watch.step().ifPresent(_ -> around.events().accept(new Event.TimePassed()));
  }
}
