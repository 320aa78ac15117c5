package dev.rollwave.workload;

import java.util.List;
import java.util.Optional;

/** A workload as the API server showed it at one resourceVersion: only what the rules need. */
public sealed interface WorkloadSnapshot {

  /** What every kind says about itself. */
  ObjectState object();

  /** How many pods the workload wants, 0 or more. */
  int desired();

  /** How many pods run the newest template, 0 or more. */
  int updated();

  /** How many pods are available, 0 or more. */
  int available();

  /** Shorthand for {@code object().ref()}. */
  default WorkloadRef ref() {
    return object().ref();
  }

  /**
   * A Deployment.
   *
   * @param object common part
   * @param desired {@code spec.replicas}, 1 when absent
   * @param replicas {@code status.replicas}: pods of every revision, terminating ones not counted
   * @param updated {@code status.updatedReplicas}
   * @param available {@code status.availableReplicas}
   * @param paused {@code spec.paused}
   * @param strategy how pods are replaced
   * @param conditions {@code status.conditions}, in the server's order
   * @param minReadySeconds 0 or more
   * @param hasSingleWriterVolume whether the template mounts a claim known to be ReadWriteOnce
   */
  record DeploymentSnapshot(
      ObjectState object,
      int desired,
      int replicas,
      int updated,
      int available,
      boolean paused,
      DeploymentStrategy strategy,
      List<Condition> conditions,
      int minReadySeconds,
      boolean hasSingleWriterVolume)
      implements WorkloadSnapshot {
    public DeploymentSnapshot {
      conditions = List.copyOf(conditions);
    }
  }

  /** How a Deployment replaces pods. */
  sealed interface DeploymentStrategy {
    /** All old pods go before the first new one comes. */
    record Recreate() implements DeploymentStrategy {}

    /**
     * Old pods go as new ones come.
     *
     * @param maxSurge pods above desired, resolved from a percentage upwards
     * @param maxUnavailable pods below desired, resolved from a percentage downwards
     */
    record RollingUpdate(int maxSurge, int maxUnavailable) implements DeploymentStrategy {}
  }

  /**
   * A StatefulSet.
   *
   * @param object common part
   * @param desired {@code spec.replicas}, 1 when absent
   * @param replicas {@code status.replicas}
   * @param updated {@code status.updatedReplicas}
   * @param ready {@code status.readyReplicas}
   * @param reportedAvailable {@code status.availableReplicas}; empty on servers before v1.22, which
   *     do not tell
   * @param partition ordinals below it keep the old revision; 0 when absent
   * @param onDelete whether the update strategy is OnDelete
   * @param currentRevision {@code status.currentRevision}, empty when absent
   * @param updateRevision {@code status.updateRevision}, empty when absent
   */
  record StatefulSetSnapshot(
      ObjectState object,
      int desired,
      int replicas,
      int updated,
      int ready,
      Optional<Integer> reportedAvailable,
      int partition,
      boolean onDelete,
      String currentRevision,
      String updateRevision)
      implements WorkloadSnapshot {
    @Override
    public int available() {
      return reportedAvailable.orElse(ready);
    }
  }

  /**
   * A DaemonSet.
   *
   * @param object common part
   * @param desired {@code status.desiredNumberScheduled}
   * @param updated {@code status.updatedNumberScheduled}
   * @param available {@code status.numberAvailable}
   * @param onDelete whether the update strategy is OnDelete
   */
  record DaemonSetSnapshot(
      ObjectState object, int desired, int updated, int available, boolean onDelete)
      implements WorkloadSnapshot {}
}
