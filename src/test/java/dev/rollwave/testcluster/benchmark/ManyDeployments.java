package dev.rollwave.testcluster.benchmark;

import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Deployments of three pods each in one namespace, to be restarted again and again.
 *
 * @param client that creates and looks at them
 * @param namespace in which there is nothing else
 * @param size how many there are
 */
record ManyDeployments(KubernetesClient client, TestNamespace namespace, int size) {
  private static final int REPLICAS = 3;
  // Few, so that each round finds as many old ReplicaSets as the one before.
  private static final int HISTORY = 2;
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  /**
   * Creates them in a namespace of their own and waits until they are rolled out.
   *
   * @param ready how long their pods count as not available after they are ready, in seconds on
   *     average: from none to twice as long, so that they do not all come at once
   */
  static ManyDeployments create(KubernetesClient client, int size, int ready) {
    ManyDeployments all = new ManyDeployments(client, TestNamespace.createdIn(client), size);
    SplittableRandom random = new SplittableRandom(size);
    all.names()
        .forEach(
            name -> client.resource(all.manifest(name, random.nextInt(2 * ready + 1))).create());
    all.awaitSettled();
    return all;
  }

  private Deployment manifest(String name, int minReadySeconds) {
    return new DeploymentBuilder(Manifests.deployment(namespace, name, REPLICAS))
        .editMetadata()
        .addToLabels("benchmark", "yes")
        .endMetadata()
        .editSpec()
        .withRevisionHistoryLimit(HISTORY)
        .withMinReadySeconds(minReadySeconds)
        .endSpec()
        .build();
  }

  /** None of them is the beginning of another. */
  List<String> names() {
    return IntStream.range(0, size).mapToObj("app-%04d"::formatted).toList();
  }

  /** Waits until all are rolled out and no pod is left that is on its way out. */
  void awaitSettled() {
    Rollouts.awaitAll(client, namespace, TIMEOUT);
    Awaitility.await("pods of " + namespace)
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          List<Pod> pods = client.pods().inNamespace(namespace.name()).list().getItems();
          return pods.size() == size * REPLICAS
              && pods.stream().allMatch(pod -> pod.getMetadata().getDeletionTimestamp() == null);
        });
  }

  /** How often the specification of each was changed, by its name. */
  Map<String, Long> generations() {
    return client.apps().deployments().inNamespace(namespace.name()).list().getItems().stream()
        .collect(
            Collectors.toMap(
                it -> it.getMetadata().getName(),
                it -> it.getMetadata().getGeneration(),
                Long::sum,
                TreeMap::new));
  }

  /** The plan that restarts them in one wave, that many at a time; healthy is enough, once. */
  String plan(int atOnce) {
    return """
    apiVersion: rollwave.dev/v1
    kind: RestartPlan
    metadata: {name: %s}
    spec:
      reason: Measure what a restart costs
      throttle: {maxInFlight: %d}
      health: {timeout: 5m, soak: 0s}
      waves:
        - name: all
          workloads: [{kind: Deployment, namespace: %s, selector: benchmark=yes}]
    """
        .formatted(namespace, atOnce, namespace);
  }

  /** Lets the namespace go, in the background. */
  void delete() {
    client.namespaces().withName(namespace.name()).delete();
  }
}
