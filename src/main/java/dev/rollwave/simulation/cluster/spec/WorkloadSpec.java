package dev.rollwave.simulation.cluster.spec;

import dev.rollwave.workload.SurgeObstacle;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A workload to put into a simulated cluster, where it is found fully rolled out. */
public sealed interface WorkloadSpec {

  /** What all kinds have. */
  Common common();

  /** The same workload with something else of what all kinds have. */
  WorkloadSpec with(Common common);

  /** For how long a pod has to be Ready before it counts as available; 0 or more. */
  int minReadySeconds();

  /** Which kind it is. */
  WorkloadKind kind();

  /** What it is called. */
  default WorkloadRef ref() {
    return new WorkloadRef(kind(), common().namespace(), common().name());
  }

  /**
   * What all kinds have.
   *
   * @param namespace not blank
   * @param name not blank
   * @param labels for selectors
   * @param times of its pods
   * @param behaviour of the pods that a restart creates; those it is found with are fine
   */
  record Common(
      String namespace,
      String name,
      Map<String, String> labels,
      PodTimes times,
      PodBehaviour behaviour) {
    public Common {
      labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** With pods that are quickly and surely Ready, and no labels. */
    public static Common of(String namespace, String name) {
      return new Common(namespace, name, Map.of(), PodTimes.BRISK, new PodBehaviour.GetsReady());
    }

    /** The same with other pod times. */
    public Common with(PodTimes newTimes) {
      return new Common(namespace, name, labels, newTimes, behaviour);
    }

    /** The same with pods that behave otherwise. */
    public Common with(PodBehaviour newBehaviour) {
      return new Common(namespace, name, labels, times, newBehaviour);
    }

    /** The same with other labels. */
    public Common with(Map<String, String> newLabels) {
      return new Common(namespace, name, newLabels, times, behaviour);
    }
  }

  /**
   * A Deployment.
   *
   * @param common what all kinds have
   * @param replicas 0 or more
   * @param strategy how pods are replaced
   * @param minReadySeconds 0 or more
   * @param progressDeadline whole seconds; empty when there is none
   * @param paused whether its rollouts are held
   * @param surgeObstacles what was found of its template; the simulated pods mind none of it
   */
  record DeploymentSpec(
      Common common,
      int replicas,
      DeploymentStrategy strategy,
      int minReadySeconds,
      Optional<Duration> progressDeadline,
      boolean paused,
      List<SurgeObstacle> surgeObstacles)
      implements WorkloadSpec {
    private static final Duration USUAL_DEADLINE = Duration.ofMinutes(10);

    public DeploymentSpec {
      surgeObstacles = List.copyOf(surgeObstacles);
    }

    /** As Kubernetes fills in what a manifest leaves out. */
    public static DeploymentSpec of(Common common, int replicas) {
      return new DeploymentSpec(
          common, replicas, quarters(replicas), 0, Optional.of(USUAL_DEADLINE), false, List.of());
    }

    /** The same with another strategy. */
    public DeploymentSpec with(DeploymentStrategy newStrategy) {
      return new DeploymentSpec(
          common, replicas, newStrategy, minReadySeconds, progressDeadline, paused, surgeObstacles);
    }

    /** The same with other seconds to be Ready before a pod counts as available. */
    public DeploymentSpec withMinReadySeconds(int seconds) {
      return new DeploymentSpec(
          common, replicas, strategy, seconds, progressDeadline, paused, surgeObstacles);
    }

    /** The same with another progress deadline. */
    public DeploymentSpec withProgressDeadline(Optional<Duration> deadline) {
      return new DeploymentSpec(
          common, replicas, strategy, minReadySeconds, deadline, paused, surgeObstacles);
    }

    /** The same, paused. */
    public DeploymentSpec onPause() {
      return new DeploymentSpec(
          common, replicas, strategy, minReadySeconds, progressDeadline, true, surgeObstacles);
    }

    /** The default of 25 % and 25 %: a surge is rounded up, unavailability down. */
    public static DeploymentStrategy quarters(int replicas) {
      return new DeploymentStrategy.RollingUpdate((replicas + 3) / 4, replicas / 4);
    }

    @Override
    public DeploymentSpec with(Common other) {
      return new DeploymentSpec(
          other, replicas, strategy, minReadySeconds, progressDeadline, paused, surgeObstacles);
    }

    @Override
    public WorkloadKind kind() {
      return WorkloadKind.DEPLOYMENT;
    }
  }

  /**
   * A StatefulSet.
   *
   * @param common what all kinds have
   * @param replicas 0 or more
   * @param start the first ordinal, 0 or more
   * @param partition so many pods, counted from the first ordinal, keep the old revision
   * @param minReadySeconds 0 or more
   * @param onDelete whether pods are only replaced when they are deleted
   * @param parallel whether its {@code podManagementPolicy} is Parallel
   */
  record StatefulSetSpec(
      Common common,
      int replicas,
      int start,
      int partition,
      int minReadySeconds,
      boolean onDelete,
      boolean parallel)
      implements WorkloadSpec {

    /** With pods in order, as by default. */
    public StatefulSetSpec(
        Common common, int replicas, int partition, int minReadySeconds, boolean onDelete) {
      this(common, replicas, 0, partition, minReadySeconds, onDelete, false);
    }

    /** As Kubernetes fills in what a manifest leaves out. */
    public static StatefulSetSpec of(Common common, int replicas) {
      return new StatefulSetSpec(common, replicas, 0, 0, false);
    }

    /** The same with another partition. */
    public StatefulSetSpec withPartition(int newPartition) {
      return new StatefulSetSpec(
          common, replicas, start, newPartition, minReadySeconds, onDelete, parallel);
    }

    /** The same with another first ordinal. */
    public StatefulSetSpec withStart(int newStart) {
      return new StatefulSetSpec(
          common, replicas, newStart, partition, minReadySeconds, onDelete, parallel);
    }

    /** The same with {@code podManagementPolicy: Parallel}. */
    public StatefulSetSpec inParallel() {
      return new StatefulSetSpec(
          common, replicas, start, partition, minReadySeconds, onDelete, true);
    }

    @Override
    public StatefulSetSpec with(Common other) {
      return new StatefulSetSpec(
          other, replicas, start, partition, minReadySeconds, onDelete, parallel);
    }

    @Override
    public WorkloadKind kind() {
      return WorkloadKind.STATEFUL_SET;
    }
  }

  /**
   * A DaemonSet, with a pod on each node.
   *
   * @param common what all kinds have
   * @param maxUnavailable nodes without an available pod during a rollout, 1 or more
   * @param minReadySeconds 0 or more
   * @param onDelete whether pods are only replaced when they are deleted
   * @param surgeObstacles what was found of its template; the simulated pods mind none of it
   */
  record DaemonSetSpec(
      Common common,
      int maxUnavailable,
      int minReadySeconds,
      boolean onDelete,
      List<SurgeObstacle> surgeObstacles)
      implements WorkloadSpec {
    public DaemonSetSpec {
      surgeObstacles = List.copyOf(surgeObstacles);
    }

    /** One that ends the old pod of a node before the new one comes. */
    public DaemonSetSpec(Common common, int maxUnavailable, int minReadySeconds, boolean onDelete) {
      this(common, maxUnavailable, minReadySeconds, onDelete, List.of());
    }

    /** As Kubernetes fills in what a manifest leaves out. */
    public static DaemonSetSpec of(Common common) {
      return new DaemonSetSpec(common, 1, 0, false);
    }

    @Override
    public DaemonSetSpec with(Common other) {
      return new DaemonSetSpec(other, maxUnavailable, minReadySeconds, onDelete, surgeObstacles);
    }

    @Override
    public WorkloadKind kind() {
      return WorkloadKind.DAEMON_SET;
    }
  }
}
