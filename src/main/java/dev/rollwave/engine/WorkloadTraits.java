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
import dev.rollwave.workload.rollout.Eligibility;
import dev.rollwave.workload.rollout.RolloutRules;
import java.time.Instant;

/** Where a workload stands, as far as those of a wave are counted and looked for by it. */
final class WorkloadTraits implements TraitNode.Reading<WorkloadProgress> {
  static final WorkloadTraits READING = new WorkloadTraits();

  /** It waits, and could be restarted as it is. */
  static final int STARTABLE = 0;

  /** It waits, and will be skipped or fail as soon as it is its turn. */
  static final int UNSTARTABLE = 1;

  static final int IN_FLIGHT = 2;
  static final int HEALTHY = 3;

  /** It failed, or the run left it alone or unproven. */
  static final int SPOILED = 4;

  /** It is healthy, and has changed since it was proven or may have. */
  static final int CHANGED = 5;

  private static final int NUMBER = 6;
  private static final int NONE = 0;

  private WorkloadTraits() {}

  @Override
  public int number() {
    return NUMBER;
  }

  @Override
  public int traits(WorkloadProgress workload) {
    return standing(workload.state());
  }

  private static int standing(WorkloadState state) {
    return switch (state) {
      case Waiting w ->
          RolloutRules.eligibility(w.last()) instanceof Eligibility.Restartable
              ? 1 << STARTABLE
              : 1 << UNSTARTABLE;
      case Patching _, Rereading _, RollingOut _, Soaking _, Diagnosing _ -> 1 << IN_FLIGHT;
      case Healthy _ -> 1 << HEALTHY | (Upkeeps.mayHaveChanged(state) ? 1 << CHANGED : NONE);
      case Skipped _ -> NONE;
      case Failed _, Withheld _, Unproven _ -> 1 << SPOILED;
    };
  }

  @Override
  public int timed() {
    return IN_FLIGHT;
  }

  /** As far as everything is seen. */
  @Override
  public Instant timer(WorkloadProgress workload) {
    return Timers.next(workload, Sight.CLEAR);
  }
}
