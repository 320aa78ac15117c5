package dev.rollwave.simulation.rehearsal;

import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.survey.AssumedWorkload;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cluster that a rehearsal is played on.
 *
 * @param workloads what the plan restarts, in order of references
 * @param waves which of them each wave restarts, in order of references
 */
public record RehearsalCluster(
    Map<WorkloadRef, Participant> workloads, Map<String, List<WorkloadRef>> waves) {
  public RehearsalCluster {
    workloads = Collections.unmodifiableMap(new TreeMap<>(workloads));
    Map<String, List<WorkloadRef>> copies = new LinkedHashMap<>();
    waves.forEach((wave, refs) -> copies.put(wave, List.copyOf(refs)));
    waves = Collections.unmodifiableMap(copies);
  }

  /**
   * How long rollouts are known to take, in order of references; without those of which nothing was
   * measured.
   */
  public Map<WorkloadRef, Duration> rollouts() {
    Map<WorkloadRef, Duration> known = new TreeMap<>();
    workloads.forEach((ref, participant) ->
        participant.assumed().rollout().ifPresent(rollout -> known.put(ref, rollout.time())));
    return Collections.unmodifiableMap(known);
  }

  /**
   * One workload.
   *
   * @param spec as it is put into the simulated cluster, but for the times of its pods
   * @param nodes on which it may run, a DaemonSet on each of them
   * @param assumed what it is taken to be
   */
  public record Participant(WorkloadSpec spec, List<String> nodes, AssumedWorkload assumed) {
    public Participant {
      nodes = List.copyOf(nodes);
    }
  }
}
