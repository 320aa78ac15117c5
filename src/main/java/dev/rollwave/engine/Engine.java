package dev.rollwave.engine;

import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.Event.ClockStepped;
import dev.rollwave.engine.message.Event.Deleted;
import dev.rollwave.engine.message.Event.Observed;
import dev.rollwave.engine.message.Event.OutageBegan;
import dev.rollwave.engine.message.Event.OutageEnded;
import dev.rollwave.engine.message.Event.PodsInspected;
import dev.rollwave.engine.message.Event.ReadRefused;
import dev.rollwave.engine.message.Event.Reread;
import dev.rollwave.engine.message.Event.RestartAccepted;
import dev.rollwave.engine.message.Event.RestartNotSent;
import dev.rollwave.engine.message.Event.RestartRefused;
import dev.rollwave.engine.message.Event.RestartUnknown;
import dev.rollwave.engine.message.Event.ScopeLost;
import dev.rollwave.engine.message.Event.ScopeSeen;
import dev.rollwave.engine.message.Event.StoodStill;
import dev.rollwave.engine.message.Event.TimePassed;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.Pause;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.engine.spec.WorkloadIndex;
import dev.rollwave.plan.Wave;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what happens next: {@code step(state, event, now)}. Pure: reads nothing but its
 * arguments.
 *
 * <p>Each step
 *
 * <ol>
 *   <li>takes in what the event says of one workload, or of the run;
 *   <li>lets everything happen whose time has come, on all workloads;
 *   <li>opens and closes the gates of the waves;
 *   <li>looks again at whatever the workloads depend on that it is about to restart;
 *   <li>restarts what may be restarted: its wave is open, the window is open, nothing stops the
 *       run, and both throttles have room; the longest remaining path first;
 *   <li>ends the run when nothing is left to do or to wait for;
 *   <li>says when it wants to be asked again at the latest.
 * </ol>
 *
 * <p>Nothing depends on an alarm being punctual: every decision is taken from {@code now}. Nothing
 * depends on an answer coming once, or at all: every question has an instant at which it is asked
 * again, and an answer that fits no open question changes nothing.
 */
public final class Engine {
  private Engine() {}

  /**
   * The first step of a run. Workloads that already carry its run id are not restarted, but waited
   * for.
   */
  public static Step begin(RunSpec spec, Instant now) {
    StepContext step = new StepContext(untouched(spec, now, Optional.empty()), now);
    step.tryEveryGate();
    step.tell(
        new Notification.RunStarted(
            step.waves().size(), step.waves().stream().mapToInt(w -> w.workloads().size()).sum()));
    for (WorkloadIndex index : step.indices()) {
      Restarts.recognizeOwn(step, index);
    }
    return settle(step);
  }

  /**
   * The first step of a process that continues a run that another one began. Nothing that carries
   * the run's id is restarted again; limits and cooldowns count from what was.
   *
   * @param pods of what was proven healthy, as they are now; what is not among them has to be
   *     proven anew
   */
  public static Step restore(
      RunSpec spec, Checkpoint checkpoint, Map<WorkloadRef, PodSet> pods, Instant now) {
    StepContext step =
        new StepContext(untouched(spec, checkpoint.startedAt(), checkpoint.pause()), now);
    step.tryEveryGate();
    step.tell(
        new Notification.RunContinued(
            checkpoint.startedAt(),
            checkpoint.settled().size(),
            step.waves().stream().mapToInt(w -> w.workloads().size()).sum()));
    checkpoint
        .pause()
        .ifPresent(p -> step.tell(new Notification.Paused(p.by(), p.reason(), step.inFlight())));
    CheckpointRestore.revive(step, checkpoint, Reverification.byPods(pods));
    return settle(step);
  }

  /**
   * Where a run stands that another process plays: what is known of it and what its workloads show,
   * and nothing decided.
   */
  public static RunState standing(RunSpec spec, Checkpoint checkpoint, Instant now) {
    StepContext step =
        new StepContext(untouched(spec, checkpoint.startedAt(), checkpoint.pause()), now);
    step.tryEveryGate();
    CheckpointRestore.revive(step, checkpoint, Reverification.byCounts());
    Gates.advance(step);
    HeldGates.look(step);
    return step.finish(Instant.MAX).state();
  }

  private static RunState untouched(RunSpec spec, Instant startedAt, Optional<Pause> pause) {
    List<WaveProgress> waves = new ArrayList<>();
    for (Wave wave : spec.plan().waves()) {
      List<WorkloadProgress> workloads =
          spec.targets().getOrDefault(wave.name(), List.of()).stream()
              .map(s ->
                  new WorkloadProgress(s.ref(), new Waiting(s), WorkloadProgress.Timeline.EMPTY))
              .toList();
      waves.add(
          new WaveProgress(
              wave,
              new WaveState.Blocked(),
              workloads,
              WaveProgress.Timeline.EMPTY,
              Optional.empty()));
    }
    return new RunState(
        spec,
        startedAt,
        List.copyOf(waves),
        Optional.empty(),
        Sight.CLEAR,
        Optional.empty(),
        pause,
        Optional.empty());
  }

  /** What follows from {@code event} at {@code now}. A step of an ended run changes nothing. */
  public static Step step(RunState state, Event event, Instant now) {
    if (state.outcome().isPresent()) {
      return new Step(state, List.of(), List.of(), Instant.MAX);
    }
    RunState before =
        event instanceof ClockStepped(Duration by, Duration _) ? state.movedBy(by) : state;
    StepContext step = new StepContext(before, now);
    takeIn(step, event);
    return settle(step);
  }

  private static void takeIn(StepContext step, Event event) {
    switch (event) {
      case TimePassed() -> {}
      case Observed e ->
          step.find(e.snapshot().ref()).ifPresent(p -> Rollouts.observed(step, p, e.snapshot()));
      case Deleted e -> step.find(e.ref()).ifPresent(p -> Rollouts.deleted(step, p));
      case RestartAccepted e ->
          step.find(e.ref()).ifPresent(p -> Restarts.accepted(step, p, e.snapshot()));
      case RestartUnknown e ->
          step.find(e.ref()).ifPresent(p -> Restarts.doubted(step, p, e.cause(), e.retryAfter()));
      case RestartNotSent e -> step.find(e.ref()).ifPresent(p -> Restarts.notSent(step, p));
      case RestartRefused e ->
          step.find(e.ref()).ifPresent(p -> Restarts.refused(step, p, e.cause()));
      case Reread e -> step.find(e.ref()).ifPresent(p -> Restarts.reread(step, p, e.snapshot()));
      case PodsInspected e -> step.find(e.ref()).ifPresent(p -> Proofs.inspected(step, p, e));
      case ReadRefused e ->
          step.find(e.ref()).ifPresent(p -> Rollouts.readRefused(step, p, e.cause()));
      case OutageBegan e -> Outages.began(step, e.cause());
      case OutageEnded() -> Outages.ended(step);
      case ScopeLost e -> Scopes.lost(step, e);
      case ScopeSeen e -> Scopes.seen(step, e.refs());
      case ClockStepped(Duration by, Duration late) -> {
        step.tell(new Notification.ClockStepped(by));
        if (late.isPositive()) {
          Standstills.ended(step, late);
        }
      }
      case StoodStill(Duration late) -> Standstills.ended(step, late);
      case Event.Paused(Pause pause) -> {
        step.setPause(Optional.of(pause));
        step.tell(new Notification.Paused(pause.by(), pause.reason(), step.inFlight()));
      }
      case Event.PauseLifted(String by, String reason) -> {
        step.setPause(Optional.empty());
        HeldGates.renew(step);
        step.tell(new Notification.PauseLifted(by, reason));
      }
      case Event.Cancelled(String by, String reason) -> Endings.cancel(step, by, reason);
      case Event.CutShort e -> Endings.cutShort(step, e.outcome());
    }
  }

  private static Step settle(StepContext step) {
    if (step.outcome().isEmpty()) {
      Outages.giveUpWhenTooLong(step);
    }
    if (step.outcome().isEmpty()) {
      Scopes.giveUpRollouts(step);
      Timers.expireAll(step);
      Gates.advance(step);
      Endings.stopWhenDue(step);
      // A skipped workload may have been the last of its wave, and so opens the next one at once.
      while (Dispatch.settleWhatCannotStart(step)) {
        Gates.advance(step);
      }
      while (HeldGates.look(step)) {
        Gates.advance(step);
      }
      Dispatch.restartWhatMay(step);
      Endings.endWhenNothingIsLeft(step);
    }
    return step.finish(step.outcome().isPresent() ? Instant.MAX : Wakeups.earliest(step));
  }
}
