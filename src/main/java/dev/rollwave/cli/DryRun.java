package dev.rollwave.cli;

import dev.rollwave.console.preview.Prospect;
import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.workload.Stamps;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends every restart of a run to the API server with the word that nothing is to be changed. */
final class DryRun {
  private DryRun() {}

  /** What the API server would refuse, and why, in the plan's order. */
  static Map<WorkloadRef, String> refusals(Cluster cluster, Prospect prospect, Instant now)
      throws ClusterException {
    RunSpec spec = prospect.spec();
    Map<WorkloadRef, String> refusals = new LinkedHashMap<>();
    for (List<WorkloadSnapshot> targets : spec.targets().values()) {
      for (WorkloadSnapshot target : targets) {
        if (prospect.isDue(target.ref())) {
          cluster
              .tryRestart(restart(spec, target, now))
              .ifPresent(why -> refusals.put(target.ref(), why));
        }
      }
    }
    return refusals;
  }

  private static PatchRestart restart(RunSpec spec, WorkloadSnapshot target, Instant now) {
    return new PatchRestart(
        target.ref(),
        target.object().uid(),
        target.object().resourceVersion(),
        spec.mark(Stamps.next(target.object().stamp(), now)),
        spec.reason(),
        Instant.MAX);
  }
}
