package dev.rollwave.testcluster.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.facts.ClusterTruth;
import dev.rollwave.testcluster.facts.WorkloadFacts;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.process.PackagedJar;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Twelve workloads of all three kinds in a namespace of their own, and plans that restart them in
 * five waves. Each plan has a name of its own, and with it a lock and a record.
 *
 * @param cluster whose administrator runs the jar
 * @param namespace of the workloads, the locks and the records
 * @param folder for plans and what the processes write
 */
record TwelveWorkloads(TestCluster cluster, TestNamespace namespace, Path folder)
    implements AutoCloseable {
  static final int COUNT = 12;

  private static final String WAVES =
      """
      waves:
        - name: stores
          workloads:
            - {kind: StatefulSet, namespace: HERE, name: store}
            - {kind: Deployment, namespace: HERE, name: cache}
            - {kind: Deployment, namespace: HERE, name: queue}
        - name: backends
          workloads:
            - {kind: Deployment, namespace: HERE, name: cart}
            - {kind: Deployment, namespace: HERE, name: catalog}
            - {kind: Deployment, namespace: HERE, name: prices}
        - name: agents
          dependsOn: [stores]
          workloads:
            - {kind: DaemonSet, namespace: HERE, name: agent}
            - {kind: Deployment, namespace: HERE, name: spooler}
        - name: shop
          dependsOn: [backends, agents]
          workloads:
            - {kind: Deployment, namespace: HERE, name: checkout}
            - {kind: StatefulSet, namespace: HERE, name: sessions}
        - name: edge
          workloads:
            - {kind: Deployment, namespace: HERE, name: frontend}
            - {kind: Deployment, namespace: HERE, name: admin}
      """;

  /** Creates a namespace with the workloads in it, and waits until they run. */
  static TwelveWorkloads createdOn(TestCluster cluster, Path folder) {
    KubernetesClient client = cluster.client();
    TestNamespace namespace = TestNamespace.createdIn(client);
    manifests(namespace).forEach(manifest -> client.resource(manifest).create());
    Rollouts.awaitAll(client, namespace);
    return new TwelveWorkloads(cluster, namespace, folder);
  }

  private static Stream<HasMetadata> manifests(TestNamespace namespace) {
    return refs(namespace)
        .map(ref ->
            switch (ref.kind()) {
              case DEPLOYMENT -> Manifests.deployment(namespace, ref.name(), 1);
              case STATEFUL_SET -> Manifests.statefulSet(namespace, ref.name(), 1);
              case DAEMON_SET -> Manifests.daemonSet(namespace, ref.name());
            });
  }

  private static Stream<WorkloadRef> refs(TestNamespace in) {
    Stream<WorkloadRef> deployments =
        Stream.of(
                "cache",
                "queue",
                "cart",
                "catalog",
                "prices",
                "spooler",
                "checkout",
                "frontend",
                "admin")
            .map(in::deployment);
    return Stream.concat(
        deployments,
        Stream.of(in.statefulSet("store"), in.statefulSet("sessions"), in.daemonSet("agent")));
  }

  /**
   * Writes a plan of that name; {@code pace} as in {@code throttle: {minInterval: 1s}}, or empty.
   */
  Path plan(String name, String pace) throws IOException {
    String head =
        """
        apiVersion: rollwave.dev/v1
        kind: RestartPlan
        metadata: {name: %s}
        spec:
          reason: a test
          health: {soak: 0s}
        """
            .formatted(name);
    String spec = pace + "\n" + WAVES.replace("HERE", namespace.name());
    return Files.writeString(folder.resolve(name + ".yaml"), head + spec.indent(2));
  }

  /** Starts a run of {@code plan} as one pod of a Job whose uid is {@code job}. */
  JarProcess start(Path plan, String job, Path kubeconfig) throws IOException {
    return PackagedJar.in(folder)
        .start(
            Map.of("ROLLWAVE_JOB_UID", job),
            "run",
            plan.toString(),
            "--yes",
            "--kubeconfig",
            kubeconfig.toString(),
            "--state-namespace",
            namespace.name());
  }

  /** The generation of each: a restart adds one. */
  Map<WorkloadRef, Long> generations() {
    Map<WorkloadRef, Long> generations = new TreeMap<>();
    refs(namespace).forEach(ref -> generations.put(ref, truth().facts(ref).generation()));
    return generations;
  }

  /** Each was restarted once since {@code before}, and is rolled out. */
  void assertEachRestartedOnce(Map<WorkloadRef, Long> before, String what) {
    before.forEach((ref, generation) -> {
      WorkloadFacts now = truth().facts(ref);
      assertThat(now.generation()).as("generation of %s, %s", ref, what).isEqualTo(generation + 1);
      assertThat(now.complete()).as("%s is rolled out, %s", ref, what).isTrue();
    });
  }

  private ClusterTruth truth() {
    return new ClusterTruth(cluster.client());
  }

  /** What the record of the runs of {@code plan} says; empty when there is none. */
  Optional<String> record(String plan) {
    return Optional.ofNullable(
            cluster
                .client()
                .configMaps()
                .inNamespace(namespace.name())
                .withName("rollwave-" + plan)
                .get())
        .map(map -> map.getData().get("record.json"));
  }

  /** Deletes the namespace, in the background. */
  @Override
  public void close() {
    cluster.client().namespaces().withName(namespace.name()).delete();
  }
}
