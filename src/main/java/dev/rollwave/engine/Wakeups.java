package dev.rollwave.engine;

import dev.rollwave.window.Instants;
import dev.rollwave.window.WindowStatus;
import java.time.Instant;

/** When the engine next has something to decide though nothing is heard. */
final class Wakeups {
  private Wakeups() {}

  /** The earliest of all instants that anything waits for; after the step's time. */
  static Instant earliest(StepContext step) {
    Instant earliest = step.wakeBy();
    for (WaveProgress wave : step.waves()) {
      earliest = Instants.min(earliest, wave.counted().nextTimer(step.sight()));
      if (Dispatch.waitsForIntervalOnly(step, wave)) {
        earliest = Instants.min(earliest, whenAfterNow(step, Dispatch.earliest(step, wave)));
      }
      if (wave.state() instanceof WaveState.CoolingDown(Instant until)) {
        earliest = Instants.min(earliest, until);
      }
    }
    if (step.isSomethingWaiting()) {
      earliest = Instants.min(earliest, whenAfterNow(step, step.sight().trustedFrom(step.now())));
      if (step.window() instanceof WindowStatus.Open(Instant closes)) {
        earliest = Instants.min(earliest, closes);
      }
    }
    earliest = Instants.min(earliest, Scopes.nextGivenUp(step));
    if (step.outage().isPresent()) {
      earliest = Instants.min(earliest, step.outage().get().giveUpAt());
    }
    return earliest.isAfter(step.now()) ? earliest : step.now().plusMillis(1);
  }

  // What is due and did not happen waits for something else, such as the end of an outage; that
  // will wake the engine itself.
  private static Instant whenAfterNow(StepContext step, Instant instant) {
    return instant.isAfter(step.now()) ? instant : Instant.MAX;
  }
}
