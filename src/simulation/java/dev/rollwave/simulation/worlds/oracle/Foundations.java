package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.Upkeep;
import dev.rollwave.plan.Wave;
import dev.rollwave.simulation.worlds.world.Waves;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Holds each restart that a runner sends, for the first time or again, against what the runner
 * itself knows of what that depends on: whatever has changed since it was proven healthy is proven
 * anew before, however soon it would turn out to be broken.
 *
 * @param invariants what the runner says of the workloads after the step that sends the restart
 * @param clock what time it is
 */
record Foundations(RunnerInvariants invariants, InstantSource clock) {

  /** It sends a restart of {@code ref} that it has decided on just now. */
  void sends(WorkloadRef ref) {
    Waves waves = invariants.waves();
    for (Wave dependency : waves.ancestorsOf(waves.of(ref))) {
      for (WorkloadRef other : waves.refs(dependency)) {
        Optional<FinalState.Healthy> unproven =
            invariants.settled().healthy(other).filter(Foundations::isToBeProvenAnew);
        if (unproven.isPresent()) {
          throw new BrokenPromise(
              Promise.AFTER_DEPENDENCIES,
              "%s is restarted, and %s has changed and was not proven anew".formatted(ref, other),
              clock.instant());
        }
      }
    }
  }

  // Where no pod is, or only such as no restart replaces, there is nothing to prove.
  private static boolean isToBeProvenAnew(FinalState.Healthy healthy) {
    WorkloadSnapshot last = healthy.last();
    boolean isPartial = last instanceof StatefulSetSnapshot set && set.partition() > 0;
    return healthy.upkeep() instanceof Upkeep.Changed && last.desired() > 0 && !isPartial;
  }
}
