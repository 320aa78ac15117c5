package dev.rollwave.cli;

import dev.rollwave.console.Audience;
import dev.rollwave.console.PlanPreview;
import dev.rollwave.engine.Event;
import dev.rollwave.engine.RunId;
import dev.rollwave.engine.RunOrder;
import dev.rollwave.runner.Alarm;
import dev.rollwave.runner.BackgroundPen;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.EventQueue;
import dev.rollwave.runner.FencedCluster;
import dev.rollwave.runner.Ledger;
import dev.rollwave.runner.Owner;
import dev.rollwave.runner.PastRollouts;
import dev.rollwave.runner.RecordKeeper;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.RunRecords;
import dev.rollwave.runner.RunRecords.Reading;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadRef;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One execution of a plan, from the window to the report. In this order: the window, the rights,
 * the lock, what the plan's selections stand for, what stands in the way, the record of earlier
 * runs, a person's word; only then the first restart.
 */
final class PlanRun {
  private static final RandomGenerator RANDOM = new SecureRandom();
  private static final int MOST_TRIES = 5;

  private final RunRequest request;
  private final Audience audience;
  private final EventQueue events;
  private final Alarm alarm;
  private final InstantSource clock;
  private final WindowCalendar calendar;

  /**
   * A run to be.
   *
   * @param request what is asked for
   * @param audience whom it is shown to, and who is asked
   * @param events where answers, the alarm and interrupts arrive
   * @param alarm rings into {@code events}
   * @param clock real time
   */
  PlanRun(
      RunRequest request, Audience audience, EventQueue events, Alarm alarm, InstantSource clock) {
    this.request = request;
    this.audience = audience;
    this.events = events;
    this.alarm = alarm;
    this.clock = clock;
    this.calendar =
        request.overrideReason().isPresent() ? WindowCalendar.ALWAYS : request.plan().calendar();
  }

  /** Runs the plan on {@code site}; all that went wrong is told on the audience. */
  ExitStatus on(Site site) throws InterruptedException {
    try {
      if (request.isDryRun()) {
        return tryOut(site);
      }
      WindowWait wait = new WindowWait(events, alarm, clock);
      Optional<ExitStatus> closed =
          new WindowGate(calendar, request.waitsForWindow(), wait, audience).closedWith();
      return closed.isPresent() ? closed.get() : hold(site);
    } catch (ClusterException e) {
      return explain(e, audience);
    }
  }

  /** Tells {@code audience} why the cluster was of no use, and what the process has to say. */
  static ExitStatus explain(ClusterException e, Audience audience) {
    return switch (e) {
      case ClusterException.Refused refused -> {
        audience.complain("refused: " + refused.getMessage());
        yield ExitStatus.REFUSED;
      }
      case ClusterException.Unreachable unreachable -> {
        audience.complain("the cluster could not be reached: " + unreachable.getMessage());
        yield ExitStatus.UNREACHABLE;
      }
    };
  }

  private ExitStatus hold(Site site) throws ClusterException, InterruptedException {
    if (isRefused(missingRights(site))) {
      return ExitStatus.REFUSED;
    }
    Owner owner = Holder.owner(audience.environment(), RANDOM);
    RunLock.Claim claim =
        new RunLock.Claim(request.plan().name(), owner.holder(), "run of " + request.plan().name());
    RunLock.Outcome outcome =
        site.lock()
            .acquire(claim, why -> events.accept(new Event.Interrupted("lock lost: " + why)));
    return switch (outcome) {
      case RunLock.Outcome.Acquired(RunLock.Hold hold) -> {
        try (hold) {
          yield enter(site, hold, owner);
        }
      }
      case RunLock.Outcome.HeldBy held -> {
        audience.complain(HeldRun.told(request.plan().name(), held, site.records()));
        yield ExitStatus.HELD;
      }
    };
  }

  private ExitStatus enter(Site site, RunLock.Hold hold, Owner owner)
      throws ClusterException, InterruptedException {
    Resolution resolution = site.cluster().resolve(request.plan());
    Preflight preflight = Preflight.of(resolution);
    if (isRefused(preflight.refusals())) {
      return ExitStatus.REFUSED;
    }
    RunEntry entry = new RunEntry(request, owner, audience, RANDOM);
    for (int tried = 0; tried < MOST_TRIES; tried++) {
      Reading found = site.records().read(request.plan().name());
      switch (entry.decide(found, resolution, clock.instant())) {
        case RunEntry.Decision.Leave(ExitStatus status) -> {
          return status;
        }
        case RunEntry.Decision.Enter enter -> {
          RunOrder plain = order(enter.run().runId(), resolution);
          RunOrder order = plain.withEstimates(PastRollouts.in(found, plain));
          Optional<ExitStatus> stopped = stoppedBefore(order, preflight);
          if (stopped.isPresent()) {
            return stopped.get();
          }
          Optional<ExitStatus> walked = walk(site, hold, found, enter, order);
          if (walked.isPresent()) {
            return walked.get();
          }
        }
      }
    }
    throw new ClusterException.Refused(
        "the record of plan "
            + request.plan().name()
            + " changes all the time; who else writes it?");
  }

  /** Why the run does not begin after all; empty when it does. */
  private Optional<ExitStatus> stoppedBefore(RunOrder order, Preflight preflight)
      throws InterruptedException {
    boolean isWanted = isWanted(order, preflight);
    // The run's first step restarts before it looks at any event: who was told to end must not
    // begin.
    Optional<Event.Interrupted> interrupt = events.interrupt();
    if (interrupt.isPresent()) {
      audience.complain("nothing was touched: " + interrupt.get().cause());
      return Optional.of(ExitStatus.INCOMPLETE);
    }
    if (!isWanted) {
      audience.complain("nothing was touched");
      return Optional.of(ExitStatus.REFUSED);
    }
    return Optional.empty();
  }

  /** Empty when the record was changed since {@code found}, so that it has to be decided anew. */
  private Optional<ExitStatus> walk(
      Site site, RunLock.Hold hold, Reading found, RunEntry.Decision.Enter enter, RunOrder order)
      throws ClusterException, InterruptedException {
    // Before the first restart: whoever comes after has to know of this run.
    Optional<Ledger> ledger =
        Ledger.open(
            site.records(), request.plan().name(), found, enter.closing(), enter.run(), events);
    return ledger.isEmpty()
        ? Optional.empty()
        : Optional.of(keep(site, hold, ledger.get(), enter, order));
  }

  private ExitStatus keep(
      Site site, RunLock.Hold hold, Ledger ledger, RunEntry.Decision.Enter enter, RunOrder order)
      throws InterruptedException {
    Stage stage = new Stage(new FencedCluster(site.cluster(), hold), events, events, alarm, clock);
    try (BackgroundPen pen = new BackgroundPen(ledger, events, audience::complain);
        RunRecords.Looking _ = site.records().look(request.plan().name(), pen::look)) {
      return new ObservedRun(stage, audience.progress(), audience, request.report())
          .run(order, enter.past(), new RecordKeeper(enter.run(), pen));
    }
  }

  private boolean isWanted(RunOrder order, Preflight preflight) throws InterruptedException {
    if (request.isConfirmed() || !audience.isInteractive()) {
      return true;
    }
    show(order, preflight, Map.of());
    return new Confirmation(audience, events)
        .isGivenTo(PlanPreview.question(order, preflight.eligibilities()));
  }

  private ExitStatus tryOut(Site site) throws ClusterException {
    if (isRefused(missingRights(site))) {
      return ExitStatus.REFUSED;
    }
    Resolution resolution = site.cluster().resolve(request.plan());
    Preflight preflight = Preflight.of(resolution);
    if (isRefused(preflight.refusals())) {
      return ExitStatus.REFUSED;
    }
    RunOrder order = order(RunIds.next(clock.instant(), RANDOM), resolution);
    Map<WorkloadRef, String> refusals =
        DryRun.refusals(site.cluster(), order, preflight, clock.instant());
    show(order, preflight, refusals);
    return refusals.isEmpty() ? ExitStatus.DONE : ExitStatus.REFUSED;
  }

  /** Where one right is missing, all that stands in the way is told at once. */
  private List<String> missingRights(Site site) throws ClusterException {
    List<String> missing = new ArrayList<>(site.missingRights(request.plan().name()));
    if (!missing.isEmpty()) {
      missing.addAll(Preflight.of(site.cluster().resolve(request.plan())).refusals());
    }
    return missing;
  }

  private boolean isRefused(List<String> refusals) {
    if (refusals.isEmpty()) {
      return false;
    }
    audience.complain("refused before anything was touched:");
    refusals.forEach(why -> audience.complain("  - " + why));
    return true;
  }

  private RunOrder order(RunId id, Resolution resolution) {
    return new RunOrder(id, request.plan(), resolution.targets(), calendar, request.reason());
  }

  private void show(RunOrder order, Preflight preflight, Map<WorkloadRef, String> refusals) {
    audience.show(
        PlanPreview.lines(
            order,
            preflight.eligibilities(),
            refusals,
            clock.instant(),
            audience.terminal().palette()));
  }
}
