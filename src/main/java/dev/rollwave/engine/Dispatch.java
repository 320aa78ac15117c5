package dev.rollwave.engine;

import dev.rollwave.engine.WorkloadState.Skipped;
import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.plan.Throttle;
import dev.rollwave.workload.Eligibility;
import dev.rollwave.workload.RolloutRules;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * Who may start now: workloads of running waves, the most urgent first, as far as window and
 * throttles allow.
 */
final class Dispatch {
  private Dispatch() {}

  /**
   * Settles those whose turn it is and that need no restart, or cannot have one; answers whether
   * there were any, so that gates may have moved.
   */
  static boolean settleWhatCannotStart(Turn turn) {
    boolean isAnySettled = false;
    for (int wave = 0; wave < turn.waves().size() && mayDispatch(turn); wave++) {
      WaveState state = turn.waves().get(wave).state();
      if (state instanceof WaveState.Running || state instanceof WaveState.Held) {
        isAnySettled |= settleWhatCannotStart(turn, wave);
      }
    }
    return isAnySettled;
  }

  private static boolean settleWhatCannotStart(Turn turn, int index) {
    boolean isAnySettled = false;
    Roster roster = turn.waves().get(index).roster();
    int at = roster.nextUnstartable(0);
    while (at < roster.size() && mayDispatch(turn)) {
      if (turn.sight().isWatched(roster.get(at).ref())) {
        settle(turn, new WorkloadIndex(index, at));
        isAnySettled = true;
      }
      at = roster.nextUnstartable(at + 1);
    }
    boolean isAnyGivenUp = giveUpUnseen(turn, index);
    return isAnySettled || isAnyGivenUp;
  }

  private static boolean giveUpUnseen(Turn turn, int index) {
    boolean isAnyGivenUp = false;
    int size = turn.sight().lost().isEmpty() ? 0 : turn.waves().get(index).workloads().size();
    for (int i = 0; i < size && mayDispatch(turn); i++) {
      isAnyGivenUp |= Scopes.giveUpWaiting(turn, new WorkloadIndex(index, i));
    }
    return isAnyGivenUp;
  }

  private static void settle(Turn turn, WorkloadIndex index) {
    if (turn.state(index) instanceof Waiting(WorkloadSnapshot last)) {
      switch (RolloutRules.eligibility(last)) {
        case Eligibility.NothingToRestart nothing -> skip(turn, index, nothing);
        case Eligibility.Refused refused ->
            Failures.fail(
                turn,
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
  static void restartWhatMay(Turn turn) {
    if (!mayDispatch(turn)) {
      return;
    }
    Optional<WorkloadIndex> next = mostUrgent(turn);
    while (next.isPresent()) {
      WorkloadIndex index = next.get();
      if (turn.state(index) instanceof Waiting(WorkloadSnapshot last)) {
        Restarts.send(turn, index, last);
      }
      next = mostUrgent(turn);
    }
  }

  private static boolean mayDispatch(Turn turn) {
    return turn.isSomethingWaiting() && Endings.mayStillRestart(turn) && turn.outage().isEmpty();
  }

  private static Optional<WorkloadIndex> mostUrgent(Turn turn) {
    Priorities priorities = turn.order().priorities();
    Optional<WorkloadIndex> first = Optional.empty();
    int lowest = Integer.MAX_VALUE;
    for (int wave = 0; wave < turn.waves().size(); wave++) {
      if (!turn.isAwaiting(wave) && mayStartOneOf(turn, turn.waves().get(wave))) {
        int found = turn.waves().get(wave).roster().mostUrgent(wave, priorities, turn.sight());
        if (found >= 0 && priorities.rank(wave, found) < lowest) {
          lowest = priorities.rank(wave, found);
          first = Optional.of(new WorkloadIndex(wave, found));
        }
      }
    }
    return first;
  }

  private static boolean mayStartOneOf(Turn turn, WaveProgress wave) {
    return wave.state() instanceof WaveState.Running
        && wave.roster().waiting() > 0
        && mayBuildOnWhatIsSeen(turn, wave)
        && hasTurn(turn, wave);
  }

  /**
   * Whether what {@code wave} depends on is as it was seen last: it may have broken in an outage,
   * and not be reported yet.
   */
  static boolean mayBuildOnWhatIsSeen(Turn turn, WaveProgress wave) {
    return wave.wave().dependsOn().isEmpty() || turn.sight().reportAfter(turn.now()).isEmpty();
  }

  /** Whether neither the limits nor the intervals keep a workload of {@code wave} from starting. */
  static boolean hasTurn(Turn turn, WaveProgress wave) {
    return hasRoom(turn, wave) && !turn.now().isBefore(earliest(turn, wave));
  }

  static void skip(Turn turn, WorkloadIndex index, Eligibility.NothingToRestart nothing) {
    turn.become(index, new Skipped(nothing.reason(), nothing.message()));
    turn.tell(
        new Happening.WorkloadSkipped(
            turn.asked(index).name(),
            turn.workload(index).ref(),
            nothing.reason(),
            nothing.message()));
  }

  private static boolean hasRoom(Turn turn, WaveProgress wave) {
    return turn.order().plan().throttle().hasRoom(turn.inFlight())
        && wave.wave().throttle().hasRoom(wave.inFlight());
  }

  /**
   * When the next restart of {@code wave} may start as far as the intervals are concerned; {@link
   * Instant#MIN} for any time.
   */
  static Instant earliest(Turn turn, WaveProgress wave) {
    return Wakeups.later(
        after(turn.lastRestart(), turn.order().plan().throttle()),
        after(wave.lastRestart(), wave.wave().throttle()));
  }

  private static Instant after(Optional<Instant> last, Throttle throttle) {
    return last.map(instant -> instant.plus(throttle.minInterval())).orElse(Instant.MIN);
  }

  /** Whether only an interval keeps a workload of {@code wave} from starting. */
  static boolean waitsForIntervalOnly(Turn turn, WaveProgress wave) {
    return turn.pause().isEmpty()
        && wave.state() instanceof WaveState.Running
        && wave.roster().waiting() > 0
        && mayBuildOnWhatIsSeen(turn, wave)
        && hasRoom(turn, wave);
  }
}
