package dev.rollwave.testcluster.workloads;

import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * Tells whether rollouts are complete, in the tests' own few words: the rules under test must not
 * judge themselves.
 */
public final class Rollouts {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private Rollouts() {}

  /** Waits until all workloads of the namespace are rolled out, for a minute at most. */
  public static void awaitAll(KubernetesClient client, TestNamespace namespace) {
    awaitAll(client, namespace, TIMEOUT);
  }

  /** Waits until all workloads of the namespace are rolled out. */
  public static void awaitAll(KubernetesClient client, TestNamespace namespace, Duration timeout) {
    Awaitility.await("rollouts in " + namespace)
        .atMost(timeout)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> areComplete(client, namespace));
  }

  private static boolean areComplete(KubernetesClient client, TestNamespace namespace) {
    String name = namespace.name();
    return client.apps().deployments().inNamespace(name).list().getItems().stream()
            .allMatch(Rollouts::isComplete)
        && client.apps().statefulSets().inNamespace(name).list().getItems().stream()
            .allMatch(Rollouts::isComplete)
        && client.apps().daemonSets().inNamespace(name).list().getItems().stream()
            .allMatch(Rollouts::isComplete);
  }

  /** Whether the workload is there and rolled out at this moment. */
  public static boolean isComplete(KubernetesClient client, WorkloadRef workload) {
    String namespace = workload.namespace();
    String name = workload.name();
    return switch (workload.kind()) {
      case DEPLOYMENT ->
          Optional.ofNullable(
                  client.apps().deployments().inNamespace(namespace).withName(name).get())
              .filter(Rollouts::isComplete)
              .isPresent();
      case STATEFUL_SET ->
          Optional.ofNullable(
                  client.apps().statefulSets().inNamespace(namespace).withName(name).get())
              .filter(Rollouts::isComplete)
              .isPresent();
      case DAEMON_SET ->
          Optional.ofNullable(
                  client.apps().daemonSets().inNamespace(namespace).withName(name).get())
              .filter(Rollouts::isComplete)
              .isPresent();
    };
  }

  /** Whether what was read of a Deployment shows it rolled out. */
  public static boolean isComplete(Deployment deployment) {
    DeploymentStatus status = deployment.getStatus();
    int wanted = deployment.getSpec().getReplicas();
    return status != null
        && Objects.equals(status.getObservedGeneration(), deployment.getMetadata().getGeneration())
        && number(status.getUpdatedReplicas()) == wanted
        && number(status.getReplicas()) == wanted
        && number(status.getAvailableReplicas()) == wanted;
  }

  /** Whether what was read of a StatefulSet shows it rolled out. */
  public static boolean isComplete(StatefulSet statefulSet) {
    StatefulSetStatus status = statefulSet.getStatus();
    int wanted = statefulSet.getSpec().getReplicas();
    return status != null
        && Objects.equals(status.getObservedGeneration(), statefulSet.getMetadata().getGeneration())
        && Objects.equals(status.getCurrentRevision(), status.getUpdateRevision())
        && number(status.getReplicas()) == wanted
        && number(status.getReadyReplicas()) == wanted;
  }

  /** Whether what was read of a DaemonSet shows it rolled out. */
  public static boolean isComplete(io.fabric8.kubernetes.api.model.apps.DaemonSet daemonSet) {
    DaemonSetStatus status = daemonSet.getStatus();
    return status != null
        && Objects.equals(status.getObservedGeneration(), daemonSet.getMetadata().getGeneration())
        && number(status.getDesiredNumberScheduled()) > 0
        && number(status.getUpdatedNumberScheduled()) == number(status.getDesiredNumberScheduled())
        && number(status.getNumberAvailable()) == number(status.getDesiredNumberScheduled());
  }

  // The API leaves a count of zero out.
  private static int number(@org.jspecify.annotations.Nullable Integer count) {
    return count == null ? 0 : count;
  }
}
