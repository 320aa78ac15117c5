package dev.rollwave.engine;

import dev.rollwave.engine.FinalState.Failed;
import dev.rollwave.engine.FinalState.Healthy;
import dev.rollwave.engine.FinalState.Skipped;
import dev.rollwave.engine.FinalState.Unproven;
import dev.rollwave.engine.FinalState.Withheld;
import dev.rollwave.engine.InFlightState.Diagnosing;
import dev.rollwave.engine.InFlightState.Patching;
import dev.rollwave.engine.InFlightState.Rereading;
import dev.rollwave.engine.InFlightState.RollingOut;
import dev.rollwave.engine.InFlightState.Soaking;
import dev.rollwave.engine.WorkloadState.Waiting;
import java.time.Duration;
import java.time.Instant;

/**
 * What a clock that was set means for a run: every instant that it remembers or waits for moves by
 * as much, so that each wait lasts as long as it was to, and the record and the report tell of
 * everything by the clock as it now is.
 *
 * <p>Three kinds stay. A request keeps the instant from which it must not be sent, which is its
 * window's, and windows go by the clock on the wall. A question keeps the instant that its answer
 * names. And a pause keeps the instant that a person's clock showed.
 */
final class ClockSteps {
  private ClockSteps() {}

  static WaveState moved(WaveState state, Duration by) {
    return switch (state) {
      case WaveState.CoolingDown(Instant until) -> new WaveState.CoolingDown(until.plus(by));
      case WaveState.Held held -> held.movedBy(by);
      case WaveState.Blocked _,
          WaveState.Running _,
          WaveState.Released _,
          WaveState.Failed _,
          WaveState.Withheld _ ->
          state;
    };
  }

  static WorkloadState moved(WorkloadState state, Duration by) {
    return switch (state) {
      case Patching p -> p.movedBy(by);
      case Rereading r -> r.movedBy(by);
      case RollingOut r -> r.movedBy(by);
      case Soaking s -> s.movedBy(by);
      case Diagnosing d -> d.movedBy(by);
      // What has settled waits for nothing, and its timeline tells when that was.
      case Healthy healthy -> healthy.with(healthy.upkeep().movedBy(by));
      case Waiting _, Skipped _, Failed _, Withheld _, Unproven _ -> state;
    };
  }
}
