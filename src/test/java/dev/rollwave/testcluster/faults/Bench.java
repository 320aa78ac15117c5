package dev.rollwave.testcluster.faults;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.kubernetes.ShortConnection;
import dev.rollwave.runner.Clocks;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.facts.ClusterTruth;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.process.PackagedJar;
import dev.rollwave.testcluster.proxy.FaultProxy;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Where faults are tried: a namespace of a real cluster, a proxy before its API server, and a plan
 * of two waves; the second depends on the first.
 */
final class Bench implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final TestCluster cluster;
  private final TestNamespace namespace;
  private final Path folder;
  private final FaultProxy proxy;

  Bench(TestCluster cluster, TestNamespace namespace, Path folder) throws IOException {
    this.cluster = cluster;
    this.namespace = namespace;
    this.folder = folder;
    proxy = FaultProxy.before(cluster.kubeconfig());
  }

  TestNamespace namespace() {
    return namespace;
  }

  FaultProxy proxy() {
    return proxy;
  }

  KubernetesClient client() {
    return cluster.client();
  }

  ClusterTruth truth() {
    return new ClusterTruth(cluster.client());
  }

  WorkloadRef one() {
    return namespace.deployment("one");
  }

  WorkloadRef two() {
    return namespace.deployment("two");
  }

  /** Creates the Deployments {@code one} and {@code two}, of a pod each. */
  void createBoth() {
    create(Manifests.deployment(namespace, "one", 1), Manifests.deployment(namespace, "two", 1));
  }

  /** Creates the workloads and waits until they run. */
  void create(HasMetadata... workloads) {
    Stream.of(workloads).forEach(workload -> cluster.client().resource(workload).create());
    Rollouts.awaitAll(cluster.client(), namespace);
  }

  /** A plan that restarts {@code one}, then {@code two}; {@code health} as in {@code soak: 0s}. */
  Path plan(String health) throws IOException {
    return planOf(
        """
        health: {%s}
        waves:
          - {name: first, workloads: [{kind: Deployment, namespace: HERE, name: one}]}
          - {name: second, workloads: [{kind: Deployment, namespace: HERE, name: two}]}
        """
            .formatted(health));
  }

  /** A plan of that spec, in which {@code HERE} stands for the namespace. */
  Path planOf(String spec) throws IOException {
    String head =
        """
        apiVersion: rollwave.dev/v1
        kind: RestartPlan
        metadata: {name: faults}
        spec:
          reason: a test
        """;
    return Files.writeString(
        folder.resolve("plan.yaml"), head + spec.replace("HERE", namespace.name()).indent(2));
  }

  /** The administrator's kubeconfig, leading through the proxy. */
  Path throughProxy() throws IOException {
    return proxy.kubeconfig(cluster.kubeconfig(), folder.resolve("through-proxy"));
  }

  /** Starts a run of {@code plan} in this JVM, through the proxy. */
  HereRun begin(Path plan) throws IOException {
    return begin(plan, InstantSource.system());
  }

  HereRun begin(Path plan, InstantSource clock) throws IOException {
    return begin(plan, throughProxy(), clock);
  }

  HereRun begin(Path plan, Path kubeconfig, InstantSource clock) {
    return begin(plan, kubeconfig, ticking(clock), ShortConnection.SILENCE);
  }

  /** As {@link #begin(Path)}, by those clocks. */
  HereRun begin(Path plan, Clocks clocks) throws IOException {
    return begin(plan, throughProxy(), clocks, ShortConnection.SILENCE);
  }

  /** As {@link #begin(Path)}; its watches may say nothing for as long as in the shipped program. */
  HereRun beginPatiently(Path plan) throws IOException {
    return begin(
        plan, throughProxy(), ticking(InstantSource.system()), ShortConnection.SHIPPED_SILENCE);
  }

  // The clock that time passes by is never set, whatever a test does to the one on the wall.
  private static Clocks ticking(InstantSource wall) {
    return new Clocks(wall, System::nanoTime);
  }

  private HereRun begin(Path plan, Path kubeconfig, Clocks clocks, Duration silence) {
    return HereRun.begin(
        new HereRun.Order(plan, kubeconfig, namespace.name(), clocks, Optional.empty(), silence));
  }

  /** Starts a run of {@code plan} as a process, through the proxy. */
  JarProcess start(Path plan, String... options) throws IOException {
    return start(Map.of(), plan, options);
  }

  JarProcess start(Map<String, String> environment, Path plan, String... options)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", plan.toString()));
    arguments.addAll(List.of("--yes", "--kubeconfig", throughProxy().toString()));
    arguments.addAll(List.of("--state-namespace", namespace.name()));
    arguments.addAll(List.of(options));
    return PackagedJar.in(folder).start(environment, arguments.toArray(String[]::new));
  }

  /** Lets the lock of a holder that is dead or asleep expire a second from now. */
  void shortenLease() {
    leases()
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"leaseDurationSeconds\": 1}}");
  }

  /** What the record of the plan's runs says; empty when there is none. */
  String recordText() {
    return Optional.ofNullable(record().get())
        .map(map -> map.getData().getOrDefault("record.json", ""))
        .orElse("");
  }

  /** Where the record is kept. */
  Resource<ConfigMap> record() {
    return cluster.client().configMaps().inNamespace(namespace.name()).withName("rollwave-faults");
  }

  /** The lock of the plan. */
  Lease lease() {
    return leases().require();
  }

  private Resource<Lease> leases() {
    return cluster.client().leases().inNamespace(namespace.name()).withName("rollwave-faults");
  }

  /** What the run has left in the cluster. */
  EndState endState() {
    return EndState.of(this, one(), two());
  }

  Path folder() {
    return folder;
  }

  /** Waits, a minute at most. */
  static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(TIMEOUT).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  @Override
  public void close() throws IOException {
    proxy.close();
  }
}
