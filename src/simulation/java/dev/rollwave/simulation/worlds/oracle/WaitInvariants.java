package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.engine.InFlightState;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.runner.ClockWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a run waits for no longer than its plan says, whatever its clock was when it wrote down
 * since when it waits.
 */
final class WaitInvariants {
  // A clock that is set by next to nothing is not noticed at once.
  private static final Duration TOLERANCE = ClockWatch.TOLERANCE.multipliedBy(2);

  private WaitInvariants() {}

  /** What is waited for too long at {@code now}, on the runner's clock, a clause; empty as due. */
  static Optional<String> tooLong(RunState state, Instant now) {
    Instant latest = now.plus(TOLERANCE);
    Optional<Instant> ahead = state.lastRestart().filter(latest::isBefore);
    if (ahead.isPresent()) {
      return Optional.of("an interval counts from " + ahead.get());
    }
    for (WaveProgress wave : state.waves()) {
      if (wave.state() instanceof WaveState.CoolingDown(Instant until)
          && until.isAfter(latest.plus(wave.wave().cooldown()))) {
        return Optional.of(wave.wave().name() + " cools down until " + until);
      }
      for (WorkloadProgress workload : wave.workloadsInFlight()) {
        if (workload.state() instanceof InFlightState.Soaking soaking
            && soaking.until().isAfter(latest.plus(wave.wave().health().soak()))) {
          return Optional.of(workload.ref() + " soaks until " + soaking.until());
        }
      }
    }
    return Optional.empty();
  }
}
