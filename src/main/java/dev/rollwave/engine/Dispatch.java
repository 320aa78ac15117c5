package dev.rollwave.engine;

import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.engine.spec.Priorities;
import dev.rollwave.engine.spec.WorkloadIndex;
import dev.rollwave.plan.Throttle;
import dev.rollwave.window.Instants;
import dev.rollwave.window.WindowStatus;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Eligibility;
import dev.rollwave.workload.rollout.RolloutRules;
import java.time.Instant;
import java.util.Optional;

/**
 * What may start now: workloads of running waves, the most urgent first, as far as window and
 * throttles allow.
 */
final class Dispatch {
  private Dispatch() {}

  /**
   * Settles those whose turn it is and that need no restart, or cannot have one; answers whether
   * there were any, so that gates may have moved.
   */
  static boolean settleWhatCannotStart(StepContext step) {
    boolean isAnySettled = false;
    RunWaves waves = step.waves();
    int trait = step.sight().lost().isEmpty() ? WaveTraits.UNSTARTABLE : WaveTraits.OPEN;
    for (int wave = waves.next(trait, 0);
        wave < waves.size() && mayDispatch(step);
        wave = waves.next(trait, wave + 1)) {
      isAnySettled |= settleWhatCannotStart(step, wave);
    }
    return isAnySettled;
  }

  private static boolean settleWhatCannotStart(StepContext step, int index) {
    boolean isAnySettled = false;
    WaveWorkloads counted = step.waves().get(index).counted();
    int at = counted.nextUnstartable(0);
    while (at < counted.size() && mayDispatch(step)) {
      if (step.sight().isWatched(counted.get(at).ref())) {
        settle(step, new WorkloadIndex(index, at));
        isAnySettled = true;
      }
      at = counted.nextUnstartable(at + 1);
    }
    boolean isAnyGivenUp = giveUpUnseen(step, index);
    return isAnySettled || isAnyGivenUp;
  }

  private static boolean giveUpUnseen(StepContext step, int index) {
    boolean isAnyGivenUp = false;
    int size = step.sight().lost().isEmpty() ? 0 : step.waves().get(index).workloads().size();
    for (int i = 0; i < size && mayDispatch(step); i++) {
      isAnyGivenUp |= Scopes.giveUpWaiting(step, new WorkloadIndex(index, i));
    }
    return isAnyGivenUp;
  }

  private static void settle(StepContext step, WorkloadIndex index) {
    if (step.state(index) instanceof Waiting(WorkloadSnapshot last)) {
      switch (RolloutRules.eligibility(last)) {
        case Eligibility.NothingToRestart nothing -> step.skip(index, nothing);
        case Eligibility.Refused refused ->
            Failures.fail(
                step,
                index,
                Optional.empty(),
                refused.reason(),
                refused.message(),
                Optional.empty());
        case Eligibility.Restartable _ ->
            throw new IllegalStateException(last.ref() + " can be restarted");
      }
    }
  }

  /** Restarts what may be, the most urgent first. */
  static void restartWhatMay(StepContext step) {
    if (!mayDispatch(step)) {
      return;
    }
    Optional<WorkloadIndex> next = mostUrgent(step);
    while (next.isPresent()) {
      WorkloadIndex index = next.get();
      if (step.state(index) instanceof Waiting(WorkloadSnapshot last)) {
        Restarts.send(step, index, last);
      }
      next = mostUrgent(step);
    }
  }

  /**
   * Whether any restart may start at this step's time: nothing stops the run, it is not paused, and
   * its window is open.
   */
  static boolean mayStillRestart(StepContext step) {
    return step.stopping().isEmpty()
        && step.pause().isEmpty()
        && step.window() instanceof WindowStatus.Open;
  }

  private static boolean mayDispatch(StepContext step) {
    return step.isSomethingWaiting() && mayStillRestart(step) && step.outage().isEmpty();
  }

  private static Optional<WorkloadIndex> mostUrgent(StepContext step) {
    Priorities priorities = step.spec().priorities();
    Optional<WorkloadIndex> first = Optional.empty();
    int lowest = Integer.MAX_VALUE;
    RunWaves waves = step.waves();
    int end = hasPlanRoom(step) ? waves.size() : 0;
    for (int wave = waves.next(WaveTraits.WAITING, 0);
        wave < end;
        wave = waves.next(WaveTraits.WAITING, wave + 1)) {
      if (!step.isAwaiting(wave) && mayStartOneOf(step, waves.get(wave))) {
        int found = waves.get(wave).counted().mostUrgent(wave, priorities, step.sight());
        if (found >= 0 && priorities.rank(wave, found) < lowest) {
          lowest = priorities.rank(wave, found);
          first = Optional.of(new WorkloadIndex(wave, found));
        }
      }
    }
    return first;
  }

  private static boolean mayStartOneOf(StepContext step, WaveProgress wave) {
    return wave.state() instanceof WaveState.Running
        && wave.counted().waiting() > 0
        && mayBuildOnWhatIsSeen(step, wave)
        && hasTurn(step, wave);
  }

  /**
   * Whether what {@code wave} depends on is as it was seen last: it may have broken in an outage,
   * or while the process stood still, and not be told yet.
   */
  static boolean mayBuildOnWhatIsSeen(StepContext step, WaveProgress wave) {
    return wave.wave().dependsOn().isEmpty()
        || !step.sight().trustedFrom(step.now()).isAfter(step.now());
  }

  /** Whether neither the limits nor the intervals keep a workload of {@code wave} from starting. */
  static boolean hasTurn(StepContext step, WaveProgress wave) {
    return hasRoom(step, wave) && !step.now().isBefore(earliest(step, wave));
  }

  private static boolean hasRoom(StepContext step, WaveProgress wave) {
    return hasPlanRoom(step) && wave.wave().throttle().hasRoom(wave.inFlight());
  }

  /** Whether the plan's own limit lets one more workload be in flight. */
  static boolean hasPlanRoom(StepContext step) {
    return step.spec().plan().throttle().hasRoom(step.inFlight());
  }

  /**
   * When the next restart of {@code wave} may start as far as the intervals are concerned; {@link
   * Instant#MIN} for any time.
   */
  static Instant earliest(StepContext step, WaveProgress wave) {
    return Instants.max(
        after(step.lastRestart(), step.spec().plan().throttle()),
        after(wave.lastRestart(), wave.wave().throttle()));
  }

  private static Instant after(Optional<Instant> last, Throttle throttle) {
    return last.map(instant -> instant.plus(throttle.minInterval())).orElse(Instant.MIN);
  }

  /** Whether only an interval keeps a workload of {@code wave} from starting. */
  static boolean waitsForIntervalOnly(StepContext step, WaveProgress wave) {
    return step.pause().isEmpty()
        && wave.state() instanceof WaveState.Running
        && wave.counted().waiting() > 0
        && mayBuildOnWhatIsSeen(step, wave)
        && hasRoom(step, wave);
  }
}
