package dev.rollwave.simulation.worlds.oracle;

import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.Restart;
import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.rollout.ForeignChange;
import java.util.Optional;

/**
 * Holds what a runner shows for calling a workload healthy against what proves that. It needs no
 * leniency for what others do at the same time, since it is about what the runner itself has seen.
 */
final class Evidence {
  private Evidence() {}

  /** Why {@code healthy} proves nothing, a clause; empty when it does. */
  static Optional<String> objection(FinalState.Healthy healthy, ForeignChange onForeignChange) {
    WorkloadRef ref = healthy.last().ref();
    ObjectState seen = healthy.last().object();
    Restart restart = healthy.restart();
    boolean isForeign =
        seen.generation() > restart.generation()
            && !seen.templateDigest().equals(restart.templateDigest());
    if (!seen.uid().equals(restart.uid())) {
      return Optional.of(ref + " is another one than was restarted, and is called healthy");
    }
    if (seen.stamp().isEmpty()) {
      return Optional.of(ref + " carries no stamp, and is called healthy");
    }
    if (seen.observedGeneration() < Math.max(seen.generation(), restart.generation())) {
      return Optional.of(ref + " was observed by no controller, and is called healthy");
    }
    if (isForeign && onForeignChange == ForeignChange.FAIL) {
      return Optional.of(ref + " was changed by somebody else, and is called healthy");
    }
    return Optional.empty();
  }
}
