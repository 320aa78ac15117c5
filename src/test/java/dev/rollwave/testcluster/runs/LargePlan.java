package dev.rollwave.testcluster.runs;

import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Many Deployments in one namespace, in waves of one size each, and the plan that restarts them.
 *
 * @param namespace where they are
 * @param perWave how many there are in each wave
 */
record LargePlan(TestNamespace namespace, int perWave) {
  /** Of the whole plan. */
  static final int MAX_IN_FLIGHT = 20;

  static final int REPLICAS = 3;
  private static final String LABEL = "wave";

  /** Two roots, a wave that waits for both, a branch, and a wave that joins them again. */
  static final List<PlannedWave> WAVES =
      List.of(
          new PlannedWave("storage", List.of(), MAX_IN_FLIGHT),
          new PlannedWave("caches", List.of(), MAX_IN_FLIGHT),
          new PlannedWave("backends", List.of("storage", "caches"), MAX_IN_FLIGHT),
          new PlannedWave("batch", List.of("storage"), 5),
          new PlannedWave("frontends", List.of("backends"), MAX_IN_FLIGHT),
          new PlannedWave("probes", List.of("frontends", "batch"), MAX_IN_FLIGHT));

  /**
   * What the plan says of a wave.
   *
   * @param name of the wave
   * @param dependsOn the waves that it waits for
   * @param maxInFlight no more than the plan's
   */
  record PlannedWave(String name, List<String> dependsOn, int maxInFlight) {
    private String yaml(TestNamespace namespace) {
      return """
          - name: %s
            dependsOn: [%s]
            throttle: {maxInFlight: %d}
            workloads: [{kind: Deployment, namespace: %s, selector: "%s=%s"}]
      """
          .formatted(name, String.join(", ", dependsOn), maxInFlight, namespace, LABEL, name);
    }
  }

  /** The Deployments of one wave. */
  List<WorkloadRef> of(String wave) {
    return IntStream.range(0, perWave).mapToObj(i -> namespace.deployment(wave + "-" + i)).toList();
  }

  /** All of them. */
  List<WorkloadRef> all() {
    return WAVES.stream().flatMap(wave -> of(wave.name()).stream()).toList();
  }

  /** The objects to be created. */
  Stream<Deployment> manifests() {
    return WAVES.stream()
        .flatMap(wave ->
            of(wave.name()).stream()
                .map(ref ->
                    new DeploymentBuilder(Manifests.deployment(namespace, ref.name(), REPLICAS))
                        .editMetadata()
                        .addToLabels(LABEL, wave.name())
                        .endMetadata()
                        .build()));
  }

  /** The plan file. */
  String yaml() {
    return """
    apiVersion: rollwave.dev/v1
    kind: RestartPlan
    metadata: {name: large}
    spec:
      reason: See a large plan kept
      throttle: {maxInFlight: %d}
      health: {timeout: 5m, soak: 1s}
      waves:
    """
            .formatted(MAX_IN_FLIGHT)
        + WAVES.stream().map(wave -> wave.yaml(namespace)).collect(Collectors.joining());
  }
}
