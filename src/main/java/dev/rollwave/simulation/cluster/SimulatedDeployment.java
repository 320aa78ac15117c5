package dev.rollwave.simulation.cluster;

import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DeploymentSpec;
import dev.rollwave.workload.Condition;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.Recreate;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Deployment: its spec, its ReplicaSets, and the status that its controller last wrote. */
final class SimulatedDeployment extends SimulatedWorkload {
  private final DeploymentSpec spec;
  private final List<ReplicaSet> replicaSets = new ArrayList<>();
  private final DeploymentController deploymentController;
  private int desired;
  private Counts counts;
  private List<Condition> conditions;

  /** The numbers of its status. */
  record Counts(
      int replicas, int updated, int ready, int available, int unavailable, int terminating) {}

  SimulatedDeployment(DeploymentSpec spec, long seed, Surroundings around) {
    super(spec, seed, around);
    this.spec = spec;
    this.desired = spec.replicas();
    ReplicaSet first = new ReplicaSet(this, template().digest());
    first.settle(desired);
    replicaSets.add(first);
    this.counts = new Counts(desired, desired, desired, desired, 0, 0);
    this.deploymentController = new DeploymentController(this);
    this.conditions = deploymentController.conditions(counts);
  }

  @Override
  DeploymentSnapshot snapshot() {
    return new DeploymentSnapshot(
        object(),
        desired,
        counted(counts.replicas(), desired),
        counted(counts.updated(), desired),
        counted(counts.ready(), desired),
        counted(counts.available(), desired),
        spec.paused(),
        spec.strategy(),
        conditions,
        spec.minReadySeconds(),
        spec.surgeObstacles());
  }

  @Override
  void reconcile() {
    deploymentController.reconcile();
  }

  /** The pod-template-hash of the ReplicaSet that was made last, or taken up again last. */
  @Override
  Optional<String> newestRevision() {
    return Optional.of(replicaSets.getLast().hash());
  }

  @Override
  List<SimulatedPod> pods() {
    List<SimulatedPod> all = new ArrayList<>();
    replicaSets.forEach(replicaSet -> all.addAll(replicaSet.pods()));
    return all;
  }

  @Override
  void forget(SimulatedPod pod) {
    replicaSets.forEach(replicaSet -> replicaSet.forget(pod));
    // A Recreate waits for the last pod to be gone, which no count of its status tells.
    controller().enqueue();
  }

  /**
   * It is found with pods that run and have not been Ready for long, and its progress deadline has
   * passed.
   */
  void beStuck() {
    replicaSets.getLast().loseReadiness();
    counts = new Counts(desired, desired, 0, 0, desired, 0);
    conditions = deploymentController.conditionsWhenStuck(counts);
    around.written().accept(this);
  }

  /** In order of their revision, the newest last. */
  List<ReplicaSet> replicaSets() {
    return replicaSets;
  }

  int desired() {
    return desired;
  }

  DeploymentStrategy strategy() {
    return spec.strategy();
  }

  boolean isPaused() {
    return spec.paused();
  }

  Duration minReady() {
    return Duration.ofSeconds(spec.minReadySeconds());
  }

  Optional<Duration> progressDeadline() {
    return spec.progressDeadline();
  }

  Counts counts() {
    return counts;
  }

  ReplicaSet.Scale scale() {
    int surge =
        switch (spec.strategy()) {
          case RollingUpdate rolling -> rolling.maxSurge();
          case Recreate _ -> 0;
        };
    return new ReplicaSet.Scale(desired, desired + surge);
  }

  List<Condition> conditions() {
    return conditions;
  }

  void scaleTo(int replicas) {
    if (replicas != desired) {
      desired = replicas;
      changeSpec();
      around.written().accept(this);
    }
  }

  /**
   * Writes a condition only. The controller does so in the middle of a pass: what else the status
   * says, what generation it is about too, stays as it is.
   */
  void writeConditions(List<Condition> newConditions) {
    conditions = newConditions;
    around.written().accept(this);
  }

  void writeStatus(Counts newCounts, List<Condition> newConditions) {
    boolean different = !newCounts.equals(counts) || !newConditions.equals(conditions);
    counts = newCounts;
    conditions = newConditions;
    writeStatus(different);
  }
}
