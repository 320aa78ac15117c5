package dev.rollwave.engine;

import static dev.rollwave.engine.WaveTraits.COOLING;
import static dev.rollwave.engine.WaveTraits.WAITING;

import dev.rollwave.window.Instants;
import dev.rollwave.window.WindowStatus;
import java.time.Instant;

/** When the engine next has something to decide though nothing is heard. */
final class Wakeups {
  private Wakeups() {}

  /** The earliest of all instants that anything waits for; after the step's time. */
  static Instant earliest(StepContext step) {
    Instant earliest = Instants.min(step.wakeBy(), step.waves().nextTimer(step.sight()));
    earliest = Instants.min(earliest, earliestByIntervals(step));
    RunWaves waves = step.waves();
    for (int i = waves.next(COOLING, 0); i < waves.size(); i = waves.next(COOLING, i + 1)) {
      if (waves.get(i).state() instanceof WaveState.CoolingDown(Instant until)) {
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

  private static Instant earliestByIntervals(StepContext step) {
    Instant earliest = Instant.MAX;
    RunWaves waves = step.waves();
    int end = Dispatch.hasPlanRoom(step) ? waves.size() : 0;
    for (int i = waves.next(WAITING, 0); i < end; i = waves.next(WAITING, i + 1)) {
      WaveProgress wave = waves.get(i);
      if (Dispatch.waitsForIntervalOnly(step, wave)) {
        earliest = Instants.min(earliest, whenAfterNow(step, Dispatch.earliest(step, wave)));
      }
    }
    return earliest;
  }

  // What is due and did not happen waits for something else, such as the end of an outage; that
  // will wake the engine itself.
  private static Instant whenAfterNow(StepContext step, Instant instant) {
    return instant.isAfter(step.now()) ? instant : Instant.MAX;
  }
}
