package dev.rollwave.simulation.cluster;

import dev.rollwave.recording.Experiment;
import dev.rollwave.recording.Style;
import dev.rollwave.simulation.cluster.spec.PodTimes;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.Common;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DaemonSetSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.Recreate;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import java.time.Duration;

/** The simulated workloads of the experiments. */
final class ExperimentSpecs {
  private static final Duration CENTURY = Duration.ofDays(36_525);

  private ExperimentSpecs() {}

  static SimulatedWorkload workloadOf(Experiment experiment, Surroundings around) {
    int size = experiment.size();
    Common common =
        Common.of("shop", experiment.name()).with(new PodTimes(CENTURY, CENTURY, CENTURY, 0));
    DeploymentSpec deployment = DeploymentSpec.of(common, size);
    StatefulSetSpec statefulSet = StatefulSetSpec.of(common, size);
    return switch (experiment.style()) {
      case DEPLOYMENT_QUARTERS -> deployed(deployment, around);
      case DEPLOYMENT_NO_SURGE -> deployed(deployment.with(new RollingUpdate(0, 1)), around);
      case DEPLOYMENT_RECREATE -> deployed(deployment.with(new Recreate()), around);
      case DEPLOYMENT_SCALED_UP, DEPLOYMENT_SCALED_DOWN ->
          deployed(deployment.with(new RollingUpdate(Style.SURGE, Style.UNAVAILABLE)), around);
      case STATEFUL_SET_ORDERED -> stateful(statefulSet, around);
      case STATEFUL_SET_PARTITION -> stateful(statefulSet.withPartition(Style.PARTITION), around);
      case STATEFUL_SET_PARALLEL -> stateful(statefulSet.inParallel(), around);
      case DAEMON_SET_ONE -> onNodes(DaemonSetSpec.of(common), around);
      case DAEMON_SET_HALF ->
          onNodes(new DaemonSetSpec(common, Math.ceilDiv(size, 2), 0, false), around);
      case DAEMON_SET_ON_DELETE -> onNodes(new DaemonSetSpec(common, 1, 0, true), around);
    };
  }

  private static SimulatedWorkload deployed(DeploymentSpec spec, Surroundings around) {
    return new SimulatedDeployment(spec, 1, around);
  }

  private static SimulatedWorkload stateful(StatefulSetSpec spec, Surroundings around) {
    return new SimulatedStatefulSet(spec, 1, around);
  }

  private static SimulatedWorkload onNodes(DaemonSetSpec spec, Surroundings around) {
    return new SimulatedDaemonSet(spec, 1, around);
  }
}
