package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.Settled;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.plan.CanonicalPlan;
import dev.rollwave.runner.record.StartMode;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.worlds.environment.WorldContext;
import dev.rollwave.simulation.worlds.expected.Tolerances;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.Wish;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.window.WindowStatus;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Holds what a runner is told of its run against what the one before it knew: it continues the same
 * run as long as that is unfinished, and knows of each wave that was healthy and each workload that
 * failed.
 */
public final class Handover {
  // Where a record is written slowly it takes less than this; how much the faults add is theirs.
  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(11);

  private final WorldContext context;
  private final Duration writtenWithin;
  private final boolean isRecordSafe;
  private final Map<String, Instant> healthy = new TreeMap<>();
  private final Map<WorkloadRef, Instant> failed = new TreeMap<>();
  private Optional<Instant> lastSent = Optional.empty();
  private Optional<Gone> gone = Optional.empty();
  private CanonicalPlan enteredWith;

  private record Gone(String runId, Instant at, boolean isUnfinished) {}

  /** Of the runs of the world of {@code context}. */
  public Handover(WorldContext context) {
    this.context = context;
    this.enteredWith = context.document().print();
    this.writtenWithin =
        WRITTEN_WITHIN
            .plus(Tolerances.outages(context.world()).multipliedBy(2))
            .plus(Tolerances.standstills(context.world()));
    this.isRecordSafe =
        context.world().faults().stream().noneMatch(it -> it instanceof Fault.LostRecord);
  }

  /** The runner that has the run tells of a step. */
  public void told(List<Notification> notifications) {
    for (Notification notification : notifications) {
      if (notification instanceof Notification.WaveHealthy wave) {
        healthy.put(wave.wave(), context.now());
      } else if (notification instanceof Notification.WorkloadFailed workload) {
        failed.put(workload.ref(), context.now());
      } else if (notification instanceof Notification.RestartSent) {
        lastSent = Optional.of(context.now());
      }
    }
  }

  /** The runner that had the run died, or was stopped, or ended as {@code outcome}. */
  public void left(String runId, Optional<RunOutcome> outcome) {
    boolean isUnfinished =
        outcome
            .filter(it ->
                it instanceof RunOutcome.Done
                    || it instanceof RunOutcome.WorkloadsFailed
                    || it instanceof RunOutcome.Cancelled)
            .isEmpty();
    gone = Optional.of(new Gone(runId, context.now(), isUnfinished));
  }

  /**
   * The next one has entered {@code runId}, and knows {@code checkpoint} of it.
   *
   * @param isRecordThere whether there was one to read
   */
  public void entered(String runId, Optional<Checkpoint> checkpoint, boolean isRecordThere) {
    if (isRecordSafe && gone.isPresent()) {
      requireTheSameRun(gone.get(), runId);
      Instant until = gone.get().at().minus(writtenWithin);
      checkpoint.ifPresent(it -> requireKnown(until, it));
      checkpoint.ifPresent(it -> requireLastRestartKnown(until, it));
    } else if (!isRecordThere && gone.isPresent()) {
      requireFoundAgain(gone.get(), runId);
    }
    healthy.clear();
    failed.clear();
    lastSent = Optional.empty();
    enteredWith = context.document().print();
  }

  /**
   * The run has ended, and left its record.
   *
   * @param wouldBegin whether the next one would begin another run
   */
  public void ended(boolean wouldBegin) {
    boolean isOver = gone.filter(it -> !it.isUnfinished()).isPresent();
    if (isRecordSafe && isReachable() && isOver && !wouldBegin) {
      throw broken("the run has ended, and would be continued");
    }
  }

  private boolean isReachable() {
    return Tolerances.outages(context.world()).isZero();
  }

  // The workloads themselves tell of a run, as long as some of them carry its mark and others,
  // which could be restarted, carry none.
  private void requireFoundAgain(Gone before, String runId) {
    boolean isLong = mayBeGivenUp(context.world().start());
    boolean isAnyMarked = false;
    boolean isAnyLeft = false;
    boolean isOfOneRun = true;
    for (WorkloadSpec spec : context.world().workloads()) {
      Optional<WorkloadSnapshot> now = context.cluster().snapshotOf(spec.ref());
      Optional<String> by = now.flatMap(it -> it.object().mark()).map(RestartMark::runId);
      isAnyMarked |= by.isPresent();
      isOfOneRun &= by.isEmpty() || by.get().equals(before.runId());
      isAnyLeft |=
          by.isEmpty()
              && now.filter(it -> it instanceof DeploymentSnapshot && it.desired() > 0).isPresent();
    }
    if (before.isUnfinished()
        && !isLong
        && !isCancelled()
        && isAnyMarked
        && isAnyLeft
        && isOfOneRun
        && !runId.equals(before.runId())) {
      throw broken("workloads tell of " + before.runId() + ", and " + runId + " is begun");
    }
  }

  // A run that is cancelled is not continued, though no runner was left to end it.
  private boolean isCancelled() {
    return context.world().faults().stream()
        .anyMatch(it ->
            it instanceof Fault.Instructed instructed && instructed.wish() instanceof Wish.Cancel);
  }

  // An operator who edits the plan may ask for a run of its own.
  private boolean isStartedOver() {
    boolean isEdited = !enteredWith.equals(context.document().print());
    return isEdited && context.document().mode() == StartMode.NEW_RUN;
  }

  // The plans of worlds leave it to the windows how long a run is continued: for a day, and at the
  // next opening however late that comes.
  private boolean mayBeGivenUp(Instant lastSign) {
    Instant now = context.now().plus(Tolerances.clockSteps(context.world()));
    boolean isADayLater = now.isAfter(lastSign.plus(Duration.ofDays(1)));
    return isADayLater && now.isAfter(endOfNextOpening(lastSign));
  }

  // Of the one after that in which the instant lies, if it lies in one; else the instant itself.
  private Instant endOfNextOpening(Instant instant) {
    WindowCalendar calendar = context.world().plan().calendar();
    Instant from =
        calendar.at(instant) instanceof WindowStatus.Open(Instant closes) ? closes : instant;
    return !from.equals(Instant.MAX)
            && calendar.at(from) instanceof WindowStatus.Closed(Optional<Instant> opens, var _)
            && opens.isPresent()
            && calendar.at(opens.get()) instanceof WindowStatus.Open(Instant closes)
        ? closes
        : instant;
  }

  private void requireTheSameRun(Gone before, String runId) {
    boolean isLong = mayBeGivenUp(before.at().minus(writtenWithin));
    boolean mayBeginAnew = isLong || isCancelled() || isStartedOver();
    if (before.isUnfinished() && !mayBeginAnew && !before.runId().equals(runId)) {
      throw broken(before.runId() + " is unfinished, and " + runId + " is begun");
    }
    if (!before.isUnfinished() && before.runId().equals(runId)) {
      throw broken(runId + " had ended, and is continued");
    }
  }

  private void requireKnown(Instant until, Checkpoint checkpoint) {
    healthy.forEach((wave, at) -> {
      Optional<Instant> known =
          Optional.ofNullable(checkpoint.waves().get(wave)).flatMap(WaveProgress.Timeline::healthy);
      if (at.isBefore(until) && known.isEmpty()) {
        throw broken("nobody wrote down that " + wave + " was healthy at " + at);
      }
    });
    failed.forEach((ref, at) -> {
      if (at.isBefore(until) && !(checkpoint.settled().get(ref) instanceof Settled.Failed)) {
        throw broken("nobody wrote down that " + ref + " failed at " + at);
      }
    });
  }

  private void requireLastRestartKnown(Instant until, Checkpoint checkpoint) {
    lastSent
        .filter(at -> at.isBefore(until) && checkpoint.lastRestart().isEmpty())
        .ifPresent(at -> {
          throw broken("nobody wrote down that something was restarted at " + at);
        });
  }

  private BrokenPromise broken(String what) {
    return new BrokenPromise(Promise.NOTHING_LOST, what, context.now());
  }
}
