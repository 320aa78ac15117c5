package dev.rollwave.simulation.worlds.runners;

import dev.rollwave.engine.RunState;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.runner.Resolution;
import dev.rollwave.simulation.network.Connection;
import dev.rollwave.simulation.worlds.environment.ExternalActors;
import dev.rollwave.simulation.worlds.environment.WorldContext;
import dev.rollwave.simulation.worlds.expected.ExpectedOutcomes;
import dev.rollwave.simulation.worlds.oracle.BrokenPromise;
import dev.rollwave.simulation.worlds.oracle.Handover;
import dev.rollwave.simulation.worlds.oracle.OutcomeClaims;
import dev.rollwave.simulation.worlds.oracle.Promise;
import dev.rollwave.simulation.worlds.oracle.Promises;
import dev.rollwave.simulation.worlds.oracle.RunPromises;
import dev.rollwave.simulation.worlds.oracle.RunnerTerm;
import dev.rollwave.simulation.worlds.world.Delays;
import dev.rollwave.simulation.worlds.world.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps runners at work on a world's run until it has ended: a runner that died is followed by
 * another, one that is stopped past its lease is replaced, and one that saw the window close is
 * started again at the next opening, as a CronJob does, for a few nights.
 */
public final class RunnerSupervisor {
  private final WorldContext context;
  private final ExternalActors externalActors;
  private final Promises promises;
  private final Mortality mortality;
  private final FreshRunner fresh;
  private final Handover handover;
  private final Nights nights;
  private Optional<Fault.OtherClock> otherClock;
  private final boolean needsRecord;
  private final List<Runner> atWork = new ArrayList<>();
  private Optional<Runner> owner = Optional.empty();
  private Optional<RunState> last = Optional.empty();
  private int started;
  private int planned;
  private long steps;

  /** Of the world of {@code context}, whose runs {@code promises} holds. */
  public RunnerSupervisor(WorldContext context, ExternalActors externalActors, Promises promises) {
    this.context = context;
    this.externalActors = externalActors;
    this.promises = promises;
    this.nights = new Nights(context);
    this.mortality = new Mortality(context.world());
    this.fresh = new FreshRunner(context);
    this.handover = new Handover(context);
    this.otherClock =
        context.world().faults().stream()
            .filter(Fault.OtherClock.class::isInstance)
            .map(Fault.OtherClock.class::cast)
            .findFirst();
    this.needsRecord = ExpectedOutcomes.needsRecord(context.world());
  }

  /** The state after the latest step of the runner that had the run then. */
  public Optional<RunState> last() {
    return last;
  }

  /** How many steps all runners made. */
  public long steps() {
    return steps;
  }

  /**
   * Plays until no runner is at work and none is to begin.
   *
   * @throws BrokenPromise when a promise does not hold
   */
  public void playToTheEnd() {
    plan(Duration.ZERO, this::start);
    while (planned > 0 || !atWork.isEmpty()) {
      try {
        if (!step()) {
          pass();
        }
      } catch (Crashed e) {
        bury(e.crash());
      }
    }
  }

  private boolean step() {
    for (Runner runner : atWork) {
      if (runner.step()) {
        if (runner.state().outcome().isPresent()) {
          ended(runner);
        }
        return true;
      }
    }
    return false;
  }

  private void pass() {
    if (!context.cluster().time().passToNext() || nights.isOverdue()) {
      throw new BrokenPromise(
          Promise.ENDS,
          "it has not ended, " + nights.worked() + " of at most " + nights.bound(),
          context.now());
    }
  }

  private void plan(Duration wait, Runnable start) {
    planned++;
    Instant when = context.takenOverFrom(context.now().plus(wait));
    context
        .cluster()
        .time()
        .at(
            when,
            () -> {
              planned--;
              start.run();
            });
  }

  private void start() {
    Connection connection = Connection.over(context.wire(), context.cluster(), context.clock());
    Resolution resolution = connection.cluster().resolve(context.document().plan());
    List<String> refusals = resolution.refusals();
    if (!refusals.isEmpty()) {
      context.tell("refused: " + refusals);
      return;
    }
    String holder = "runner-" + ++started;
    SimulatedLock lock = new SimulatedLock(context);
    boolean isRecordThere = fresh.hasRecord();
    FreshRunner.Entered entered = fresh.enter(holder, resolution, lock, connection.inbox());
    handover.entered(entered.runId(), entered.checkpoint(), isRecordThere);
    owner.ifPresent(before -> before.term().end());
    RunPromises run = promises.of(entered.runId());
    RunnerTerm term =
        run.enter(
            holder,
            entered.runId(),
            mortality.isFenced(),
            context.document().waves(),
            entered.checkpoint());
    lock.during(term);
    Runner runner =
        new Runner(
            context,
            mortality,
            connection,
            run,
            term,
            lock,
            (state, notifications, now) -> stepped(term, state, notifications, now),
            this::stopped);
    if (needsRecord) {
      runner.keepRecord(entered);
    }
    owner = Optional.of(runner);
    atWork.add(runner);
    runner.begin(entered.spec(), entered.checkpoint());
    if (runner.state().outcome().isPresent()) {
      ended(runner);
    }
  }

  private void stepped(
      RunnerTerm term, RunState state, List<Notification> notifications, Instant now) {
    steps++;
    if (!term.isOver()) {
      last = Optional.of(state);
      handover.told(notifications);
    }
    context.observer().stepped(state, notifications, now);
  }

  private void bury(Fault.Crash crash) {
    Runner dead = owner.orElseThrow();
    dead.die();
    handover.left(dead.term().runId(), dead.state().outcome());
    atWork.remove(dead);
    context.tell(dead.term() + " dies; another one begins " + crash.pause() + " later");
    plan(crash.pause(), this::start);
    otherClock.ifPresent(it -> context.setClock(it.by()));
    otherClock = Optional.empty();
  }

  private void stopped(Fault.Standstill still) {
    Runner runner = owner.orElseThrow();
    handover.left(runner.term().runId(), Optional.empty());
    loseRecordWhileStopped();
    plan(
        Delays.LEASE.plus(still.pause()),
        () -> {
          if (runner.isStopped()) {
            context.tell(runner.term() + " has lost its lock to another one");
            start();
          }
        });
  }

  private void loseRecordWhileStopped() {
    for (Fault fault : context.world().faults()) {
      if (fault instanceof Fault.LostRecord lost && lost.sinceStop()) {
        context.cluster().time().after(lost.after(), context::loseRecord);
      }
    }
  }

  private void ended(Runner runner) {
    runner.leave();
    atWork.remove(runner);
    if (runner.term().isOver()) {
      return;
    }
    handover.left(runner.term().runId(), runner.state().outcome());
    if (needsRecord) {
      handover.ended(fresh.wouldBegin());
    }
    if (nights.isOverdue()) {
      throw new BrokenPromise(
          Promise.ENDS,
          "it took " + nights.worked() + ", and at most " + nights.bound() + " is due",
          context.now());
    }
    RunPromises run = promises.of(runner.term().runId());
    new OutcomeClaims(context, run, externalActors, promises.hasSeveralRuns())
        .judge(runner.state());
    context.observer().ended(runner.state(), context.cluster());
    switch (runner.state().outcome().orElseThrow()) {
      case RunOutcome.Incomplete _, RunOutcome.Interrupted _, RunOutcome.Unreachable _ ->
          startAgain();
      case RunOutcome.Done _, RunOutcome.WorkloadsFailed _, RunOutcome.Cancelled _ -> {}
    }
  }

  private void startAgain() {
    nights
        .another()
        .ifPresent(wait -> {
          context.tell("started again " + wait + " later");
          plan(wait, this::start);
        });
  }
}
