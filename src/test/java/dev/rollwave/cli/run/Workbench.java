package dev.rollwave.cli.run;

import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.facts.ClusterTruth;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.process.PackagedJar;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where the packaged jar is tried: one namespace of a real cluster, and a folder for plans.
 *
 * @param cluster whose administrator runs the jar
 * @param namespace of the workloads and of the run's lock
 * @param folder for plans and what the processes write
 */
record Workbench(TestCluster cluster, TestNamespace namespace, Path folder) {
  /** How long any run of these tests may take. */
  static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final String HERE = "HERE";

  /** Creates the workloads and waits until they run. */
  void create(HasMetadata... workloads) {
    KubernetesClient client = cluster.client();
    Stream.of(workloads).forEach(workload -> client.resource(workload).create());
    Rollouts.awaitAll(client, namespace);
  }

  /** Writes a plan whose spec is {@code spec}, in which {@code HERE} stands for the namespace. */
  Path plan(String name, String spec) throws IOException {
    String head =
        """
        apiVersion: rollwave.dev/v1
        kind: RestartPlan
        metadata: {name: %s}
        spec:
        """
            .formatted(name);
    return Files.writeString(
        folder.resolve(name + ".yaml"), head + spec.replace(HERE, namespace.name()).indent(2));
  }

  /** Starts a run of {@code plan} as the administrator; nobody is asked. */
  JarProcess run(Path plan, String... options) throws IOException {
    return run(Map.of(), cluster.kubeconfig(), plan, options);
  }

  /** Starts a run of {@code plan} with {@code environment} added, as whom the kubeconfig means. */
  JarProcess run(Map<String, String> environment, Path kubeconfig, Path plan, String... options)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", plan.toString()));
    arguments.addAll(List.of("--yes", "--kubeconfig", kubeconfig.toString()));
    arguments.addAll(List.of("--state-namespace", namespace.name()));
    arguments.addAll(List.of(options));
    return PackagedJar.in(folder).start(environment, arguments.toArray(String[]::new));
  }

  /** What the cluster says, without asking Rollwave. */
  ClusterTruth truth() {
    return new ClusterTruth(cluster.client());
  }

  /** The generation of each workload of the namespace: a restart adds one. */
  Map<String, Long> generations() {
    Map<String, Long> generations = new TreeMap<>();
    workloads()
        .forEach(workload ->
            generations.put(
                workload.getKind() + "/" + workload.getMetadata().getName(),
                workload.getMetadata().getGeneration()));
    return generations;
  }

  /** {@code before} as it has to be after one restart of each of {@code workloads}. */
  static Map<String, Long> restarted(Map<String, Long> before, String... workloads) {
    Map<String, Long> after = new TreeMap<>(before);
    List.of(workloads).forEach(name -> after.merge(name, 1L, Long::sum));
    return after;
  }

  /** The workloads of the namespace, as they are. */
  List<HasMetadata> workloads() {
    String name = namespace.name();
    List<HasMetadata> all = new ArrayList<>();
    all.addAll(cluster.client().apps().deployments().inNamespace(name).list().getItems());
    all.addAll(cluster.client().apps().statefulSets().inNamespace(name).list().getItems());
    all.addAll(cluster.client().apps().daemonSets().inNamespace(name).list().getItems());
    return all;
  }
}
