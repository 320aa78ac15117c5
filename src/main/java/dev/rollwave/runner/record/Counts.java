package dev.rollwave.runner.record;

import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;

/**
 * Counts the workloads of a run by how far they are; each 0 or more.
 *
 * @param workloads all of them
 * @param restarted those whose restart was sent
 * @param healthy proven so
 * @param skipped those with nothing to restart
 * @param failed whose restart or rollout failed
 */
public record Counts(int workloads, int restarted, int healthy, int skipped, int failed) {

  /** Nothing is known yet. */
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

  /** The counts of {@code state}. */
  public static Counts of(RunState state) {
    int workloads = 0;
    int restarted = 0;
    int healthy = 0;
    int skipped = 0;
    int failed = 0;
    for (WaveProgress wave : state.waves()) {
      for (WorkloadProgress workload : wave.workloads()) {
        workloads++;
        restarted += workload.timeline().patched().isPresent() ? 1 : 0;
        healthy += workload.state() instanceof FinalState.Healthy ? 1 : 0;
        skipped += workload.state() instanceof FinalState.Skipped ? 1 : 0;
        failed += workload.state() instanceof FinalState.Failed ? 1 : 0;
      }
    }
    return new Counts(workloads, restarted, healthy, skipped, failed);
  }
}
