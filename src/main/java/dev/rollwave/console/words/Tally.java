package dev.rollwave.console.words;

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
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState.Waiting;

/**
 * How many workloads stand where; together they are all of them.
 *
 * @param healthy restarted and proven healthy
 * @param skipped that had nothing to restart
 * @param failed for good
 * @param inFlight restarted, and neither healthy nor failed yet
 * @param unproven restarted, or in doubt, when the run was cut short
 * @param left not restarted
 */
public record Tally(int healthy, int skipped, int failed, int inFlight, int unproven, int left) {
  private static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

  /** Of a whole run. */
  public static Tally of(RunState state) {
    return state.waves().stream().map(Tally::of).reduce(NONE, Tally::plus);
  }

  /** Of one wave. */
  public static Tally of(WaveProgress wave) {
    return wave.workloads().stream().map(Tally::of).reduce(NONE, Tally::plus);
  }

  private static Tally of(WorkloadProgress workload) {
    return switch (workload.state()) {
      case Healthy _ -> new Tally(1, 0, 0, 0, 0, 0);
      case Skipped _ -> new Tally(0, 1, 0, 0, 0, 0);
      case Failed _ -> new Tally(0, 0, 1, 0, 0, 0);
      case Patching _, Rereading _, RollingOut _, Soaking _, Diagnosing _ ->
          new Tally(0, 0, 0, 1, 0, 0);
      case Unproven _ -> new Tally(0, 0, 0, 0, 1, 0);
      case Waiting _, Withheld _ -> new Tally(0, 0, 0, 0, 0, 1);
    };
  }

  /** All of them. */
  public int total() {
    return healthy + skipped + failed + inFlight + unproven + left;
  }

  Tally plus(Tally other) {
    return new Tally(
        healthy + other.healthy,
        skipped + other.skipped,
        failed + other.failed,
        inFlight + other.inFlight,
        unproven + other.unproven,
        left + other.left);
  }
}
