package dev.rollwave.simulation.worlds;

import dev.rollwave.engine.Notification;
import dev.rollwave.engine.RunOutcome;
import dev.rollwave.engine.RunState;
import dev.rollwave.runner.Resolution;
import dev.rollwave.simulation.SimulatedWorld.Connection;
import dev.rollwave.window.WindowStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that somebody works on a world's run until it has ended: a runner that died is
 * followed by another, one that is stopped past its lease is replaced, and one that saw the window
 * close is started again at the next opening, as a CronJob does, for a few nights.
 */
final class Shifts {
  private static final int MOST_NIGHTS = 3;
  private static final Duration LONGEST_WAIT = Duration.ofHours(50);
  // Where pods never come to rest a day is long to play.
  private static final Duration LONGEST_RESTLESS_WAIT = Duration.ofHours(1);

  private final Site site;
  private final Meddlers meddlers;
  private final Promises promises;
  private final Mortality mortality;
  private final Entry entry;
  private final Handover handover;
  private Optional<Fault.OtherClock> otherClock;
  private final boolean needsRecord;
  private final List<Runner> atWork = new ArrayList<>();
  private Optional<Runner> owner = Optional.empty();
  private Optional<RunState> last = Optional.empty();
  private Duration idle = Duration.ZERO;
  private Duration bound;
  private Instant due;
  private int started;
  private int nights;
  private int planned;
  private long steps;

  Shifts(Site site, Meddlers meddlers, Promises promises) {
    this.site = site;
    this.meddlers = meddlers;
    this.promises = promises;
    this.bound = Liveness.bound(site.world(), nights);
    this.due = site.world().start().plus(bound);
    this.mortality = new Mortality(site.world());
    this.entry = new Entry(site);
    this.handover = new Handover(site);
    this.otherClock =
        site.world().faults().stream()
            .filter(Fault.OtherClock.class::isInstance)
            .map(Fault.OtherClock.class::cast)
            .findFirst();
    this.needsRecord = Prospects.needsRecord(site.world());
  }

  /** The state after the latest step of who had the run then. */
  Optional<RunState> last() {
    return last;
  }

  /** How many steps all runners made. */
  long steps() {
    return steps;
  }

  void playToTheEnd() {
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
    if (!site.cluster().time().passToNext() || isOverdue()) {
      throw new BrokenPromise(
          Promise.ENDS, "it has not ended, " + worked() + " of at most " + bound, site.now());
    }
  }

  private Duration worked() {
    return Duration.between(site.world().start(), site.now()).minus(idle);
  }

  private boolean isOverdue() {
    return site.now().isAfter(due);
  }

  private void goOnAnotherNight(Duration wait) {
    nights++;
    idle = idle.plus(wait);
    bound = Liveness.bound(site.world(), nights);
    due = site.world().start().plus(idle).plus(bound);
  }

  private void plan(Duration wait, Runnable start) {
    planned++;
    Instant when = site.takenOverFrom(site.now().plus(wait));
    site.cluster()
        .time()
        .at(
            when,
            () -> {
              planned--;
              start.run();
            });
  }

  private void start() {
    Connection connection = site.cluster().connect(site.wire(), site.clock());
    Resolution resolution = connection.cluster().resolve(site.document().plan());
    List<String> refusals = resolution.refusals();
    if (!refusals.isEmpty()) {
      site.tell("refused: " + refusals);
      return;
    }
    String holder = "runner-" + ++started;
    Grip grip = new Grip(site);
    boolean isRecordThere = entry.hasRecord();
    Entry.Entered entered = entry.enter(holder, resolution, grip, connection.inbox());
    handover.entered(entered.runId(), entered.checkpoint(), isRecordThere);
    owner.ifPresent(before -> before.tenure().end());
    RunPromises run = promises.of(entered.runId());
    Tenure tenure =
        run.enter(holder, entered.runId(), mortality.isFenced(), site.document().waves());
    grip.during(tenure);
    Runner runner =
        new Runner(
            site,
            mortality,
            connection,
            run,
            tenure,
            grip,
            (state, notifications, now) -> stepped(tenure, state, notifications, now),
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
      Tenure tenure, RunState state, List<Notification> notifications, Instant now) {
    steps++;
    if (!tenure.isOver()) {
      last = Optional.of(state);
      handover.told(notifications);
    }
    site.audience().stepped(state, notifications, now);
  }

  private void bury(Fault.Crash crash) {
    Runner dead = owner.orElseThrow();
    dead.die();
    handover.left(dead.tenure().runId(), dead.state().outcome());
    atWork.remove(dead);
    site.tell(dead.tenure() + " dies; another one begins " + crash.pause() + " later");
    plan(crash.pause(), this::start);
    otherClock.ifPresent(it -> site.setClock(it.by()));
    otherClock = Optional.empty();
  }

  private void stopped(Fault.Standstill still) {
    Runner runner = owner.orElseThrow();
    handover.left(runner.tenure().runId(), Optional.empty());
    loseRecordWhileStopped();
    plan(
        Grip.LEASE.plus(still.pause()),
        () -> {
          if (runner.isStopped()) {
            site.tell(runner.tenure() + " has lost its lock to another one");
            start();
          }
        });
  }

  private void loseRecordWhileStopped() {
    for (Fault fault : site.world().faults()) {
      if (fault instanceof Fault.LostRecord lost && lost.sinceStop()) {
        site.cluster().time().after(lost.after(), site::loseRecord);
      }
    }
  }

  private void ended(Runner runner) {
    runner.leave();
    atWork.remove(runner);
    if (runner.tenure().isOver()) {
      return;
    }
    handover.left(runner.tenure().runId(), runner.state().outcome());
    if (needsRecord) {
      handover.ended(entry.wouldBegin());
    }
    if (isOverdue()) {
      throw new BrokenPromise(
          Promise.ENDS, "it took " + worked() + ", and at most " + bound + " is due", site.now());
    }
    RunPromises run = promises.of(runner.tenure().runId());
    new Ending(site, run, meddlers, promises.hasSeveralRuns()).judge(runner.state());
    site.audience().ended(runner.state(), site.cluster());
    switch (runner.state().outcome().orElseThrow()) {
      case RunOutcome.Incomplete _, RunOutcome.Interrupted _, RunOutcome.Unreachable _ ->
          startAgain();
      case RunOutcome.Done _, RunOutcome.WorkloadsFailed _, RunOutcome.Cancelled _ -> {}
    }
  }

  private void startAgain() {
    Instant now = site.clock().instant();
    Optional<Instant> opens =
        switch (site.world().plan().calendar().at(now)) {
          case WindowStatus.Open _ -> Optional.of(now);
          case WindowStatus.Closed closed -> closed.opens();
        };
    Duration most = Prospects.isRestless(site.world()) ? LONGEST_RESTLESS_WAIT : LONGEST_WAIT;
    Optional<Duration> wait =
        opens.map(at -> Duration.between(now, at)).filter(it -> it.compareTo(most) <= 0);
    if (nights < MOST_NIGHTS && wait.isPresent()) {
      goOnAnotherNight(wait.get());
      site.tell("started again " + wait.get() + " later");
      plan(wait.get(), this::start);
    }
  }
}
