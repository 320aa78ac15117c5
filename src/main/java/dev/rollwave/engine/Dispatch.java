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
    for (Place place : turn.places()) {
      if (turn.wave(place).state() instanceof WaveState.Running
          && turn.state(place) instanceof Waiting(WorkloadSnapshot last)
          && Endings.mayStillRestart(turn)) {
        consider(turn, place, last);
        isAnySettled |= turn.state(place).isTerminal();
      }
    }
    return isAnySettled;
  }

  private static void consider(Turn turn, Place place, WorkloadSnapshot last) {
    switch (RolloutRules.eligibility(last)) {
      case Eligibility.NothingToRestart nothing -> skip(turn, place, nothing);
      case Eligibility.Refused refused ->
          Failures.fail(
              turn, place, Optional.empty(), refused.reason(), refused.message(), Optional.empty());
      case Eligibility.Restartable _ -> {
        if (hasRoom(turn, place) && !turn.now().isBefore(earliest(turn, turn.wave(place)))) {
          Restarts.send(turn, place, last);
        }
      }
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

  private static boolean hasRoom(Turn turn, Place place) {
    WaveProgress wave = turn.wave(place);
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

  /** Whether only an interval keeps a workload of {@code place}'s wave from starting. */
  static boolean waitsForIntervalOnly(Turn turn, Place place) {
    return turn.pause().isEmpty()
        && turn.wave(place).state() instanceof WaveState.Running
        && turn.state(place) instanceof Waiting
        && hasRoom(turn, place);
  }
}
