package dev.rollwave.kubernetes.cluster;

import dev.rollwave.kubernetes.api.InParallel;
import dev.rollwave.kubernetes.survey.WorkloadLookup;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.rollout.ObservedWorkload;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the pods of many workloads, as far as that is possible now. */
record BulkPodReader(WorkloadLookup lookup) {
  /** Side by side; a server that has just come back is not to be flooded. */
  private static final int AT_ONCE = 32;

  /**
   * The pods of each of {@code refs}, without those that cannot be read or are not there. A server
   * that cannot be reached is not asked for the rest.
   */
  Map<WorkloadRef, PodSet> read(Collection<WorkloadRef> refs) throws InterruptedException {
    Map<WorkloadRef, PodSet> pods = new HashMap<>();
    List<WorkloadRef> all = List.copyOf(refs);
    try {
      for (int from = 0; from < all.size(); from += AT_ONCE) {
        List<WorkloadRef> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
        InParallel.map(some, this::unlessRefused).stream()
            .flatMap(Optional::stream)
            .forEach(it -> it.pods().ifPresent(its -> pods.put(it.snapshot().ref(), its)));
      }
    } catch (ClusterException e) {
      // It is told when the run itself finds the server out of reach.
      return pods;
    }
    return pods;
  }

  private Optional<ObservedWorkload> unlessRefused(WorkloadRef ref)
      throws ClusterException, InterruptedException {
    try {
      return lookup.read(ref);
    } catch (ClusterException.Refused e) {
      return Optional.empty();
    }
  }
}
