package dev.rollwave.engine;

import dev.rollwave.window.WindowStatus;
import java.time.Instant;

/** When the engine next has something to decide though nothing is heard. */
final class Wakeups {
  private Wakeups() {}

  /** The earliest of all instants that anything waits for; after the step's time. */
  static Instant earliest(Turn turn) {
    Instant earliest = turn.wakeBy();
    for (WaveProgress wave : turn.waves()) {
      earliest = earlier(earliest, wave.roster().nextTimer(turn.sight()));
      if (Dispatch.waitsForIntervalOnly(turn, wave)) {
        earliest = earlier(earliest, whenAfterNow(turn, Dispatch.earliest(turn, wave)));
      }
      if (wave.state() instanceof WaveState.CoolingDown(Instant until)) {
        earliest = earlier(earliest, until);
      }
    }
    if (turn.isSomethingWaiting()) {
      earliest = earlier(earliest, turn.sight().reportAfter(turn.now()).orElse(Instant.MAX));
      if (turn.window() instanceof WindowStatus.Open(Instant closes)) {
        earliest = earlier(earliest, closes);
      }
    }
    earliest = earlier(earliest, Scopes.nextGivenUp(turn));
    if (turn.outage().isPresent()) {
      earliest = earlier(earliest, turn.outage().get().giveUpAt());
    }
    return earliest.isAfter(turn.now()) ? earliest : turn.now().plusMillis(1);
  }

  // What is due and did not happen waits for something else, such as the end of an outage; that
  // will wake the engine itself.
  private static Instant whenAfterNow(Turn turn, Instant instant) {
    return instant.isAfter(turn.now()) ? instant : Instant.MAX;
  }

  static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
