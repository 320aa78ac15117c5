package dev.rollwave.simulation.rehearsal;

import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.Common;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DaemonSetSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import dev.rollwave.workload.survey.SurveyedWorkload;
import dev.rollwave.workload.survey.SurveyedWorkload.Replacement;
import java.util.List;
import java.util.stream.IntStream;

/** Workloads of each kind as a rehearsal plays them, invented or as they were found. */
final class RehearsedKinds {
  private RehearsedKinds() {}

  /** A workload that only its name is known of. */
  static WorkloadSpec invented(WorkloadRef ref) {
    Common common = Common.of(ref.namespace(), ref.name());
    return switch (ref.kind()) {
      case DEPLOYMENT -> DeploymentSpec.of(common, InventedWorld.REPLICAS);
      case STATEFUL_SET -> StatefulSetSpec.of(common, InventedWorld.REPLICAS);
      case DAEMON_SET -> DaemonSetSpec.of(common);
    };
  }

  /** How many pods it is taken to have. */
  static int inventedPods(WorkloadKind kind) {
    return switch (kind) {
      case DEPLOYMENT, STATEFUL_SET -> InventedWorld.REPLICAS;
      case DAEMON_SET -> InventedWorld.NODES.size();
    };
  }

  /** The workload that was found. */
  static WorkloadSpec surveyed(SurveyedWorkload workload) {
    Replacement replacement = workload.replacement();
    Common common =
        Common.of(workload.ref().namespace(), workload.ref().name()).with(workload.labels());
    return switch (workload.snapshot()) {
      case DeploymentSnapshot it ->
          new DeploymentSpec(
              common,
              it.desired(),
              it.strategy(),
              it.minReadySeconds(),
              replacement.progressDeadline(),
              it.paused(),
              it.surgeObstacles());
      case StatefulSetSnapshot it ->
          new StatefulSetSpec(
              common,
              it.desired(),
              it.start(),
              it.partition(),
              replacement.minReadySeconds(),
              it.onDelete(),
              replacement.parallel());
      case DaemonSetSnapshot it ->
          new DaemonSetSpec(
              common,
              // One that surges replaces as many at a time, only without the gap; one of both is 0.
              Math.max(1, replacement.maxUnavailable() + replacement.maxSurge()),
              replacement.minReadySeconds(),
              it.onDelete(),
              it.surgeObstacles());
    };
  }

  /** The nodes that it is taken to run on. */
  static List<String> nodes(SurveyedWorkload workload) {
    return workload.snapshot() instanceof DaemonSetSnapshot set
        ? IntStream.rangeClosed(1, set.desired()).mapToObj(number -> "node-" + number).toList()
        : InventedWorld.NODES;
  }
}
