package dev.rollwave.simulation.cluster;

import dev.rollwave.simulation.cluster.SimulatedStatefulSet.Status;

/** Counts a StatefulSet's pods in one pass of its controller. */
final class StatefulSetTally {
  private final SimulatedStatefulSet set;
  private final String currentRevision;
  private final String updateRevision;
  private int replicas;
  private int ready;
  private int available;
  private int current;
  private int updated;

  /** Counts the pods that there are. Terminating ones have no revision, and are counted else. */
  StatefulSetTally(SimulatedStatefulSet set) {
    this.set = set;
    this.currentRevision = set.status().currentRevision();
    this.updateRevision = set.revisionOfTemplate();
    for (SimulatedPod pod : set.pods()) {
      replicas++;
      ready += pod.running && pod.isReady() ? 1 : 0;
      available += set.isAvailable(pod) ? 1 : 0;
      if (!pod.terminating) {
        countRevision(pod, 1);
      }
    }
  }

  /** A pod that was just told to go is there still, and Ready, but of no revision. */
  void take(SimulatedPod pod) {
    countRevision(pod, -1);
  }

  // After a rollout both revisions are the same, and a pod is of both.
  private void countRevision(SimulatedPod pod, int one) {
    current += pod.revision.equals(currentRevision) ? one : 0;
    updated += pod.revision.equals(updateRevision) ? one : 0;
  }

  /** What the controller writes; a rollout that is complete makes the new revision current. */
  Status status() {
    boolean isComplete =
        !set.spec().onDelete()
            && replicas == set.desired()
            && updated == set.desired()
            && ready == set.desired();
    return new Status(
        replicas,
        ready,
        available,
        isComplete ? updated : current,
        updated,
        isComplete ? updateRevision : currentRevision,
        updateRevision);
  }
}
