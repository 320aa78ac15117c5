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
 * Who may start now: workloads of running waves, in the plan's order, as far as window and
 * throttles allow.
 */
final class Dispatch {
  private Dispatch() {}

  /**
   * Restarts what may be; answers whether some workload was settled without a restart, so that
   * gates may have moved.
   */
  static boolean restartWhatMay(Turn turn) {
    if (!Endings.mayStillRestart(turn) || turn.outage().isPresent()) {
      return false;
    }
    boolean isAnySettled = false;
    for (int wave = 0; wave < turn.waves().size(); wave++) {
      if (turn.waves().get(wave).state() instanceof WaveState.Running) {
        isAnySettled |= restartWhatMay(turn, wave);
      }
    }
    return isAnySettled;
  }

  private static boolean restartWhatMay(Turn turn, int index) {
    boolean isAnySettled = false;
    int at = nextCandidate(turn, index, 0);
    while (at < turn.waves().get(index).workloads().size() && Endings.mayStillRestart(turn)) {
      Place place = new Place(index, at);
      if (turn.state(place) instanceof Waiting(WorkloadSnapshot last)) {
        consider(turn, place, last);
        isAnySettled |= turn.state(place).isTerminal();
      }
      at = nextCandidate(turn, index, at + 1);
    }
    return isAnySettled;
  }

  // While none may start, those still count that need no restart, or cannot have one.
  private static int nextCandidate(Turn turn, int index, int from) {
    WaveProgress wave = turn.waves().get(index);
    if (wave.roster().waiting() == 0) {
      return wave.workloads().size();
    }
    boolean mayStart = hasRoom(turn, wave) && !turn.now().isBefore(earliest(turn, wave));
    return wave.roster().nextWaiting(from, mayStart);
  }

  private static void consider(Turn turn, Place place, WorkloadSnapshot last) {
    switch (RolloutRules.eligibility(last)) {
      case Eligibility.NothingToRestart nothing -> skip(turn, place, nothing);
      case Eligibility.Refused refused ->
          Failures.fail(
              turn, place, Optional.empty(), refused.reason(), refused.message(), Optional.empty());
      case Eligibility.Restartable _ -> Restarts.send(turn, place, last);
    }
  }

  static void skip(Turn turn, Place place, Eligibility.NothingToRestart nothing) {
    turn.become(place, new Skipped(nothing.reason(), nothing.message()));
    turn.tell(
        new Happening.WorkloadSkipped(
            turn.asked(place).name(),
            turn.workload(place).ref(),
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
        && hasRoom(turn, wave);
  }
}
