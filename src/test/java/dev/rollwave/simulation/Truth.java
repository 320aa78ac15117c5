package dev.rollwave.simulation;

import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;

/**
 * What is so in the cluster, whatever the engine believes. On purpose it does not use the rules by
 * which the engine judges.
 */
final class Truth {
  private final SimulatedWorld world;
  private final String runId;

  Truth(SimulatedWorld world, String runId) {
    this.world = world;
    this.runId = runId;
  }

  long restartsByTheRun(WorkloadRef ref) {
    return world.restartsOf(ref).stream().filter(r -> r.mark().runId().equals(runId)).count();
  }

  boolean hasPods(WorkloadRef ref) {
    return now(ref).desired() > 0;
  }

  /** Restarted by the run and rolled out whole. */
  boolean isHealthy(WorkloadRef ref) {
    WorkloadSnapshot now = now(ref);
    boolean isObserved = now.object().observedGeneration() == now.object().generation();
    boolean isOurs =
        now.object().mark().stream()
            .anyMatch(mark ->
                mark.runId().equals(runId)
                    && now.object().stamp().stream().anyMatch(mark.stamp()::equals));
    return isObserved && isOurs && countsAreRight(now) && podsAreRight(now, world.podsOf(ref));
  }

  private static boolean countsAreRight(WorkloadSnapshot now) {
    return now.available() >= now.desired()
        && switch (now) {
          case DeploymentSnapshot it ->
              it.updated() == it.desired() && it.replicas() == it.desired();
          case StatefulSetSnapshot it ->
              it.updated() == it.desired() - it.partition() && it.replicas() == it.desired();
          case DaemonSetSnapshot it -> it.updated() == it.desired();
        };
  }

  private static boolean podsAreRight(WorkloadSnapshot now, PodSet pods) {
    int keptBack = now instanceof StatefulSetSnapshot it ? it.partition() : 0;
    return pods.outdated().size() == keptBack
        && pods.newest().stream().filter(PodSnapshot::ready).count() == now.desired() - keptBack;
  }

  private WorkloadSnapshot now(WorkloadRef ref) {
    return world.snapshotOf(ref).orElseThrow();
  }
}
