package dev.rollwave.engine;

import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.engine.spec.WorkloadIndex;
import dev.rollwave.window.Instants;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.RolloutStatus;
import dev.rollwave.workload.rollout.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Puts a run back to where an earlier process left it: from what that process wrote down, and from
 * what the workloads show, which counts more.
 */
final class CheckpointRestore {
  private CheckpointRestore() {}

  /** Revives every workload, then every wave, then what the throttles have to know. */
  static void revive(StepContext step, Checkpoint checkpoint, Reverification reverification) {
    for (WorkloadIndex index : step.indices()) {
      Settled settled = checkpoint.settled().get(step.workload(index).ref());
      if (settled != null) {
        revive(step, index, settled, reverification);
      }
    }
    boolean isAnyInFlight = false;
    for (WorkloadIndex index : step.indices()) {
      UnderWay way = checkpoint.underWay().get(step.workload(index).ref());
      boolean isOurs =
          Restarts.recognizeOwn(step, index)
              || (way != null && followOverwritten(step, index, way));
      if (isOurs && way != null) {
        continueFrom(step, index, way);
      }
      isAnyInFlight |= isOurs;
    }
    for (int i = 0; i < step.waves().size(); i++) {
      WaveProgress.Timeline timeline = checkpoint.waves().get(step.waves().get(i).wave().name());
      if (timeline != null) {
        revive(step, i, timeline);
      }
    }
    // A restart in flight may have been sent again later than was written down: the interval is
    // counted from the latest instant that is possible.
    Optional<Instant> last =
        isAnyInFlight
            ? Optional.of(step.now())
            : checkpoint.lastRestart().map(at -> notInFuture(step, at));
    last.ifPresent(step::restartedLastAt);
  }

  private static void continueFrom(StepContext step, WorkloadIndex index, UnderWay way) {
    way.timeline()
        .patched()
        .ifPresent(at -> step.mark(index, timeline -> timeline.withPatched(at)));
    way.kept().ifPresent(kept -> continueFrom(step, index, kept));
    if (way.soak().isPresent()
        && step.state(index) instanceof InFlightState.RollingOut r
        && r.status().status() == Status.CURRENT) {
      Soaks.restore(step, index, r, way.soak().get());
    }
  }

  private static void continueFrom(
      StepContext step, WorkloadIndex index, RolloutProgress.Kept kept) {
    if (step.state(index) instanceof InFlightState.RollingOut r) {
      RolloutProgress before =
          RolloutProgress.continued(step.asked(index).health(), kept, step.now());
      step.become(index, r.at(before.seen(r.last(), r.restart(), r.status(), step.now())));
    }
  }

  // A run restarts nothing twice, though its mark is gone: another run, or another plan's, wrote
  // its own over it. What that one's restart brings about is waited for. Answers whether it is.
  private static boolean followOverwritten(StepContext step, WorkloadIndex index, UnderWay way) {
    if (!(step.state(index) instanceof Waiting(WorkloadSnapshot last)) || !wasApplied(last, way)) {
      return false;
    }
    if (last.object().mark().isEmpty()) {
      fail(step, index, "was restarted");
      return false;
    }
    Instant at = way.timeline().patched().orElse(step.startedAt());
    Restarts.follow(step, index, Restart.found(last, last.object().stamp().orElse(""), at), last);
    return true;
  }

  // The rollout of our restart was seen on this object; one that was created again begins to count
  // its generations anew.
  private static boolean wasApplied(WorkloadSnapshot last, UnderWay way) {
    return way.kept()
        .filter(it -> it.marks().generation() <= last.object().generation())
        .isPresent();
  }

  private static void fail(StepContext step, WorkloadIndex index, String was) {
    Failures.fail(
        step,
        index,
        Optional.empty(),
        "Reverted",
        "it "
            + was
            + " and carries no mark of a run any more: it was taken away, or the workload"
            + " was deleted and created again",
        Optional.empty());
  }

  private static void revive(
      StepContext step, WorkloadIndex index, Settled settled, Reverification reverification) {
    step.mark(index, _ -> settled.timeline());
    if (!(step.state(index) instanceof Waiting(WorkloadSnapshot last))) {
      return;
    }
    switch (settled) {
      case Settled.Healthy healthy -> reverify(step, index, healthy, last, reverification);
      case Settled.Skipped(var _, String reason, String message) ->
          step.become(index, new FinalState.Skipped(reason, message));
      case Settled.Failed(var _, String reason, String message) -> {
        step.become(
            index,
            new FinalState.Failed(
                restart(step, last, step.now()), reason, message, Optional.empty()));
        Failures.stopIfAsked(step, index);
      }
    }
  }

  // It was healthy once; its dependents start only if it still is.
  private static void reverify(
      StepContext step,
      WorkloadIndex index,
      Settled.Healthy healthy,
      WorkloadSnapshot last,
      Reverification reverification) {
    if (last.object().mark().isEmpty()) {
      // Which of the two it was, only a process that saw the restarted one could tell; and a stamp
      // that it may carry is not ours.
      fail(step, index, "was proven healthy");
      return;
    }
    Instant at = healthy.timeline().patched().orElse(step.startedAt());
    Restart restart =
        restart(step, last, at)
            .orElseGet(() -> Restart.found(last, last.object().stamp().orElse(""), at));
    RolloutStatus status = reverification.of(last, restart.expectation(step.asked(index).health()));
    if (Upkeeps.isWhole(status)) {
      step.become(index, new FinalState.Healthy(restart, last, status));
    } else if (reverification.isOnlyALook()) {
      Upkeep changed = Upkeep.Changed.at(step.now(), Optional.empty());
      step.become(index, new FinalState.Healthy(restart, last, status, changed));
    } else {
      Restarts.follow(step, index, restart, last);
      healthy.holding().ifPresent(kept -> continueFrom(step, index, kept));
    }
  }

  private static Optional<Restart> restart(StepContext step, WorkloadSnapshot last, Instant at) {
    return Restarts.isOurs(step, last)
        ? last.object().mark().map(RestartMark::stamp).map(stamp -> Restart.found(last, stamp, at))
        : Optional.empty();
  }

  private static void revive(StepContext step, int index, WaveProgress.Timeline checkpoint) {
    WaveProgress wave = step.waves().get(index);
    boolean isStillHealthy =
        wave.workloads().stream()
            .allMatch(workload ->
                workload.state() instanceof FinalState.Healthy
                    || workload.state() instanceof FinalState.Skipped);
    if (checkpoint.healthy().isPresent() && isStillHealthy) {
      Duration cooldown = Gates.cooldown(wave);
      WaveState state =
          checkpoint.released().isPresent()
              ? new WaveState.Released()
              : new WaveState.CoolingDown(
                  notInFuture(step, checkpoint.healthy().get()).plus(cooldown));
      step.becomeWave(index, state, _ -> checkpoint);
    } else {
      step.becomeWave(index, new WaveState.Blocked(), _ -> checkpoint.unfinished());
    }
  }

  /**
   * An instant to count from that another process wrote down. Where that process' clock was ahead
   * of ours, nothing waits until ours comes to it.
   */
  static Instant notInFuture(StepContext step, Instant written) {
    return Instants.min(written, step.now());
  }
}
