package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DaemonSetSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.simulation.worlds.environment.ExternalActors;
import dev.rollwave.simulation.worlds.expected.ExpectedOutcomes;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.workload.WorkloadRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The same world without faults. Where a plan can succeed, its run ends alike in both: every
 * workload that has pods is restarted exactly once and proven healthy, every other one skipped, and
 * the run is done. That much is held in every such world; the twin itself is played beside one in
 * {@value #ONE_IN}, to see that it ends in this way too.
 */
public final class Twin {
  private static final int ONE_IN = 16;

  private Twin() {}

  /**
   * Holds the end of {@code world}'s run against what it comes to without faults.
   *
   * @throws BrokenPromise when they differ in a workload that no one else changed
   */
  static void compare(
      World world, RunState last, RunPromises run, ExternalActors externalActors, Instant now) {
    Map<WorkloadRef, WorkloadState> states = states(last);
    for (WorkloadSpec spec : world.workloads()) {
      WorkloadRef ref = spec.ref();
      WorkloadState state = states.get(ref);
      boolean isAlike =
          hasPods(spec)
              ? state instanceof FinalState.Healthy && run.stampsOn(ref) == 1
              : state instanceof FinalState.Skipped && run.stampsOn(ref) == 0;
      if (!isAlike && externalActors.lastDeed(ref).isEmpty()) {
        throw new BrokenPromise(
            Promise.NOTHING_LOST,
            "%s was restarted %d times and is %s, which it would not be without faults"
                .formatted(ref, run.stampsOn(ref), state),
            now);
      }
    }
  }

  /** Whether the twin of {@code world} is played, too. */
  public static boolean isPlayed(World world) {
    return Math.floorMod(world.seed(), ONE_IN) == 0
        && !world.faults().isEmpty()
        && ExpectedOutcomes.mustSucceed(world);
  }

  /** The same without faults. */
  public static World of(World world) {
    return new World(
        world.seed(), world.start(), world.nodes(), world.plan(), world.workloads(), List.of());
  }

  private static boolean hasPods(WorkloadSpec spec) {
    return switch (spec) {
      case DeploymentSpec it -> it.replicas() > 0;
      case StatefulSetSpec it -> it.replicas() > 0;
      case DaemonSetSpec _ -> true;
    };
  }

  private static Map<WorkloadRef, WorkloadState> states(RunState last) {
    Map<WorkloadRef, WorkloadState> states = new HashMap<>();
    for (WaveProgress wave : last.waves()) {
      for (WorkloadProgress workload : wave.workloads()) {
        states.put(workload.ref(), workload.state());
      }
    }
    return states;
  }
}
