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

  /** How many pods of any revision are Ready, 0 or more. */
  int ready();

  /** How many pods of any revision are available, 0 or more. */
  int available();

  /** How many pods of any revision there are, 0 or more; those on their way out may not count. */
  int replicas();

  /** For how long a pod has to be Ready before it counts as available, 0 or more. */
  int minReadySeconds();

  /** How many pods a rollout replaces at the same time at most, 1 or more. */
  int atOnce();

  /**
   * {@code status.conditions}, in the server's order. Of the kinds that there are only a Deployment
   * tells of its rollout by conditions; empty for the others.
   */
  default List<Condition> conditions() {
    return List.of();
  }

  /**
   * The newest revision, as its pods carry it in a label; empty where the status does not name it,
   * and for kinds whose revisions are objects of their own.
   */
  default Optional<String> newestRevision() {
    return Optional.empty();
  }

  /** Shorthand for {@code object().ref()}. */
  default WorkloadRef ref() {
    return object().ref();
  }

  /** Whether {@code other} is the same in all that a workload is judged by. */
  default boolean isJudgedAs(WorkloadSnapshot other) {
    return object().isJudgedAs(other.object())
        && desired() == other.desired()
        && replicas() == other.replicas()
        && updated() == other.updated()
        && ready() == other.ready()
        && available() == other.available();
  }

  /**
   * A Deployment.
   *
   * @param object common part
   * @param desired {@code spec.replicas}, 1 when absent
   * @param replicas {@code status.replicas}: pods of every revision, terminating ones not counted
   * @param updated {@code status.updatedReplicas}
   * @param ready {@code status.readyReplicas}
   * @param available {@code status.availableReplicas}
   * @param paused {@code spec.paused}
   * @param strategy how pods are replaced
   * @param conditions {@code status.conditions}, in the server's order
   * @param minReadySeconds 0 or more
   * @param surgeObstacles what of the template can keep a pod above {@code desired} from starting
   */
  record DeploymentSnapshot(
      ObjectState object,
      int desired,
      int replicas,
      int updated,
      int ready,
      int available,
      boolean paused,
      DeploymentStrategy strategy,
      List<Condition> conditions,
      int minReadySeconds,
      List<SurgeObstacle> surgeObstacles)
      implements WorkloadSnapshot {
    public DeploymentSnapshot {
      conditions = List.copyOf(conditions);
      surgeObstacles = List.copyOf(surgeObstacles);
    }

    @Override
    public int atOnce() {
      return switch (strategy) {
        case DeploymentStrategy.Recreate _ -> Math.max(1, desired);
        case DeploymentStrategy.RollingUpdate(int surge, int unavailable) ->
            Math.clamp((long) surge + unavailable, 1, Integer.MAX_VALUE);
      };
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
   * @param available {@code status.availableReplicas}
   * @param start {@code spec.ordinals.start}, the first ordinal; 0 when absent
   * @param partition so many pods, counted from the first ordinal, keep the old revision; 0 when
   *     absent
   * @param onDelete whether the update strategy is OnDelete
   * @param currentRevision {@code status.currentRevision}, empty when absent
   * @param updateRevision {@code status.updateRevision}, empty when absent
   * @param minReadySeconds 0 or more
   * @param atOnce {@code maxUnavailable}, resolved from a percentage downwards; 1 when absent
   */
  record StatefulSetSnapshot(
      ObjectState object,
      int desired,
      int replicas,
      int updated,
      int ready,
      int available,
      int start,
      int partition,
      boolean onDelete,
      String currentRevision,
      String updateRevision,
      int minReadySeconds,
      int atOnce)
      implements WorkloadSnapshot {

    @Override
    public Optional<String> newestRevision() {
      return Optional.of(updateRevision).filter(revision -> !revision.isEmpty());
    }
  }

  /**
   * A DaemonSet.
   *
   * @param object common part
   * @param desired {@code status.desiredNumberScheduled}
   * @param updated {@code status.updatedNumberScheduled}
   * @param ready {@code status.numberReady}
   * @param available {@code status.numberAvailable}
   * @param onDelete whether the update strategy is OnDelete
   * @param minReadySeconds 0 or more
   * @param atOnce {@code maxUnavailable} and {@code maxSurge} together, resolved from percentages
   * @param surgeObstacles what of the template can keep a new pod from starting beside the old one
   *     of its node; empty where the old one goes first
   */
  record DaemonSetSnapshot(
      ObjectState object,
      int desired,
      int updated,
      int ready,
      int available,
      boolean onDelete,
      int minReadySeconds,
      int atOnce,
      List<SurgeObstacle> surgeObstacles)
      implements WorkloadSnapshot {
    public DaemonSetSnapshot {
      surgeObstacles = List.copyOf(surgeObstacles);
    }

    // Its status counts nodes, and each is to have one.
    @Override
    public int replicas() {
      return desired;
    }
  }
}
