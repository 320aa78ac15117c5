package dev.rollwave.cli.run;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.site.Site;
import dev.rollwave.console.Audience;
import dev.rollwave.engine.Engine;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.runner.ClockWatch;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.EventQueue;
import dev.rollwave.runner.FencedCluster;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.record.AsyncRecordWriter;
import dev.rollwave.runner.record.PlanRecordStore;
import dev.rollwave.runner.record.RecordWritePolicy;
import dev.rollwave.runner.record.RunEntry;
import dev.rollwave.runner.record.StartDecision;
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
record RunUnderLock(
    RunRequest request,
    RunSurroundings around,
    Site site,
    RunLock.Hold hold,
    ClusterAccess access,
    RunEntry entry) {
  /** Begins a run, or continues one; returns what the process has to say. */
  ExitStatus enter() throws ClusterException, InterruptedException {
    Resolution resolution = site.cluster().resolve(request.plan());
    Optional<Preflight> preflight = new Hurdles(request, around.audience()).clear(resolution);
    if (preflight.isEmpty()) {
      return ExitStatus.REFUSED;
    }
    StartWords words = new StartWords(request.plan(), around.audience());
    return switch (entry.enter(
        resolution, (enter, spec) -> obtainGoAhead(enter, spec, words, preflight.get()))) {
      case RunEntry.Left<ExitStatus>(var leave) -> words.told(leave, around.clocks().instant());
      case RunEntry.Withheld<ExitStatus>(ExitStatus status) -> status;
      case RunEntry.Entered<ExitStatus> entered -> walk(entered);
    };
  }

  private Optional<ExitStatus> obtainGoAhead(
      StartDecision.Enter enter, RunSpec spec, StartWords words, Preflight preflight)
      throws InterruptedException {
    words.tell(enter);
    Optional<RunState> unfinished =
        enter
            .checkpoint()
            .map(checkpoint -> Engine.standing(spec, checkpoint, around.clocks().instant()));
    return new GoAhead(request, around)
        .obtainFor(preflight.prospect(spec, unfinished, Optional.of(access)));
  }

  private ExitStatus walk(RunEntry.Entered<ExitStatus> entered) throws InterruptedException {
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
    try (PeriodicCall _ = PeriodicCall.everySecond(nudge(), events);
        AsyncRecordWriter writer =
            new AsyncRecordWriter(entered.session(), events, audience::complain);
        PlanRecordStore.Subscription _ =
            site.records().watch(request.plan().name(), writer::refresh, events)) {
      return new ObservedRun(stage, audience.progress(stage.access()), audience, request.report())
          .run(
              entered.spec(),
              entered.decision().checkpoint(),
              new RecordWritePolicy(entered.decision().run(), writer));
    }
  }

  // An alarm that was set by a clock which is then set back rings late by as much.
  private Runnable nudge() {
    ClockWatch watch = new ClockWatch(around.clocks());
    return () -> watch.step().ifPresent(_ -> around.events().accept(new Event.TimePassed()));
  }
}
