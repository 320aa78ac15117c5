package dev.rollwave.testcluster.recording;

import dev.rollwave.recording.Experiment;
import dev.rollwave.recording.Style;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;

/** The real workloads of the experiments, with their pods on {@link HandPlayedNodes}. */
final class ExperimentManifests {
  private ExperimentManifests() {}

  static HasMetadata of(Experiment experiment, TestNamespace namespace) {
    String name = experiment.name();
    int size = experiment.size();
    Deployment deployment = Manifests.deployment(namespace, name, size);
    StatefulSet statefulSet = Manifests.statefulSet(namespace, name, size);
    DaemonSet daemonSet = Manifests.daemonSet(namespace, name);
    return switch (experiment.style()) {
      case DEPLOYMENT_QUARTERS -> deployed(deployment).build();
      case DEPLOYMENT_NO_SURGE -> rolling(deployed(deployment), 0, 1);
      case DEPLOYMENT_SCALED_UP, DEPLOYMENT_SCALED_DOWN ->
          rolling(deployed(deployment), Style.SURGE, Style.UNAVAILABLE);
      case DEPLOYMENT_RECREATE ->
          deployed(deployment)
              .editSpec()
              .editOrNewStrategy()
              .withType("Recreate")
              .endStrategy()
              .endSpec()
              .build();
      case STATEFUL_SET_ORDERED -> stateful(statefulSet).build();
      case STATEFUL_SET_PARTITION -> partitioned(stateful(statefulSet));
      case STATEFUL_SET_PARALLEL ->
          stateful(statefulSet).editSpec().withPodManagementPolicy("Parallel").endSpec().build();
      case DAEMON_SET_ONE -> onNodes(daemonSet, size).build();
      case DAEMON_SET_HALF -> byHalves(onNodes(daemonSet, size));
      case DAEMON_SET_ON_DELETE ->
          onNodes(daemonSet, size)
              .editSpec()
              .editOrNewUpdateStrategy()
              .withType("OnDelete")
              .endUpdateStrategy()
              .endSpec()
              .build();
    };
  }

  private static DeploymentBuilder deployed(Deployment deployment) {
    return new DeploymentBuilder(deployment)
        .editSpec()
        .editTemplate()
        .editSpec()
        .withNodeSelector(HandPlayedNodes.first(Experiment.MOST_NODES))
        .endSpec()
        .endTemplate()
        .endSpec();
  }

  private static StatefulSetBuilder stateful(StatefulSet statefulSet) {
    return new StatefulSetBuilder(statefulSet)
        .editSpec()
        .editTemplate()
        .editSpec()
        .withNodeSelector(HandPlayedNodes.first(Experiment.MOST_NODES))
        .endSpec()
        .endTemplate()
        .endSpec();
  }

  private static DaemonSetBuilder onNodes(DaemonSet daemonSet, int nodes) {
    return new DaemonSetBuilder(daemonSet)
        .editSpec()
        .editTemplate()
        .editSpec()
        .withNodeSelector(HandPlayedNodes.first(nodes))
        .endSpec()
        .endTemplate()
        .endSpec();
  }

  private static Deployment rolling(DeploymentBuilder deployment, int surge, int unavailable) {
    return deployment
        .editSpec()
        .editOrNewStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxSurge(new IntOrString(surge))
        .withMaxUnavailable(new IntOrString(unavailable))
        .endRollingUpdate()
        .endStrategy()
        .endSpec()
        .build();
  }

  private static StatefulSet partitioned(StatefulSetBuilder statefulSet) {
    return statefulSet
        .editSpec()
        .editOrNewUpdateStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withPartition(Style.PARTITION)
        .endRollingUpdate()
        .endUpdateStrategy()
        .endSpec()
        .build();
  }

  private static DaemonSet byHalves(DaemonSetBuilder daemonSet) {
    return daemonSet
        .editSpec()
        .editOrNewUpdateStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxUnavailable(new IntOrString("50%"))
        .endRollingUpdate()
        .endUpdateStrategy()
        .endSpec()
        .build();
  }
}
