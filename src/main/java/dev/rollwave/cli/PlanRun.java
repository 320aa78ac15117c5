package dev.rollwave.cli;

import dev.rollwave.console.Audience;
import dev.rollwave.console.PlanPreview;
import dev.rollwave.engine.Event;
import dev.rollwave.engine.RunOrder;
import dev.rollwave.runner.Alarm;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.EventQueue;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.RunLock;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadRef;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One execution of a plan, from the window to the report. In this order: the window, the lock, what
 * the plan's selections stand for, what stands in the way, a person's word; only then the first
 * restart.
 */
final class PlanRun {
  private static final RandomGenerator RANDOM = new SecureRandom();

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
    RunLock.Claim claim =
        new RunLock.Claim(
            request.plan().name(),
            Holder.name(audience.environment(), RANDOM),
            "run of " + request.plan().name());
    RunLock.Outcome outcome =
        site.lock()
            .acquire(claim, why -> events.accept(new Event.Interrupted("lock lost: " + why)));
    return switch (outcome) {
      case RunLock.Outcome.Acquired(RunLock.Hold hold) -> {
        try (hold) {
          yield walk(site);
        }
      }
      case RunLock.Outcome.HeldBy(String holder, Instant since, String what) -> {
        audience.complain(
            "another run holds the plan "
                + request.plan().name()
                + ": "
                + holder
                + " since "
                + since
                + " ("
                + what
                + ")");
        yield ExitStatus.HELD;
      }
    };
  }

  private ExitStatus walk(Site site) throws ClusterException, InterruptedException {
    Resolution resolution = site.cluster().resolve(request.plan());
    Preflight preflight = Preflight.of(resolution);
    if (isRefused(preflight)) {
      return ExitStatus.REFUSED;
    }
    RunOrder order = order(resolution);
    boolean isWanted = isWanted(order, preflight);
    // The run's first step restarts before it looks at any event: who was told to end must not
    // begin.
    Optional<Event.Interrupted> interrupt = events.interrupt();
    if (interrupt.isPresent()) {
      audience.complain("nothing was touched: " + interrupt.get().cause());
      return ExitStatus.INCOMPLETE;
    }
    if (!isWanted) {
      audience.complain("nothing was touched");
      return ExitStatus.REFUSED;
    }
    Stage stage = new Stage(site.cluster(), events, events, alarm, clock);
    return new ObservedRun(stage, audience.progress(), audience, request.report()).run(order);
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
    Resolution resolution = site.cluster().resolve(request.plan());
    Preflight preflight = Preflight.of(resolution);
    if (isRefused(preflight)) {
      return ExitStatus.REFUSED;
    }
    RunOrder order = order(resolution);
    Map<WorkloadRef, String> refusals =
        DryRun.refusals(site.cluster(), order, preflight, clock.instant());
    show(order, preflight, refusals);
    return refusals.isEmpty() ? ExitStatus.DONE : ExitStatus.REFUSED;
  }

  private boolean isRefused(Preflight preflight) {
    if (preflight.refusals().isEmpty()) {
      return false;
    }
    audience.complain("refused before anything was touched:");
    preflight.refusals().forEach(why -> audience.complain("  - " + why));
    return true;
  }

  private RunOrder order(Resolution resolution) {
    return new RunOrder(
        RunIds.next(clock.instant(), RANDOM),
        request.plan(),
        resolution.targets(),
        calendar,
        request.reason());
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
