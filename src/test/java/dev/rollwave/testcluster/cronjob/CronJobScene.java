package dev.rollwave.testcluster.cronjob;

import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.facts.ClusterTruth;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code k8s-cronjob.yaml} in a cluster, with the workloads that it restarts. Applied as shipped,
 * but for three things that are meant to be changed or differ from test to test: the names of the
 * namespaces, the plan in its ConfigMap, and the CronJob's schedule, which is suspended where a
 * test does not want to meet it at half past one.
 */
final class CronJobScene implements AutoCloseable {
  static final String CRON_JOB = "nightly-leak-relief";
  private static final Path MANIFEST = Path.of("k8s-cronjob.yaml");

  /** The waves of the shipped plan, in a hurry and at any hour. */
  private static final String PLAN =
      """
      apiVersion: rollwave.dev/v1
      kind: RestartPlan
      metadata:
        name: nightly-leak-relief
      spec:
        reason: a test
        stateNamespace: rollwave
        health: {timeout: 3m, soak: 0s}
        waves:
          - name: caches
            workloads:
              - {kind: StatefulSet, namespace: shop, name: session-cache}
          - name: backends
            workloads:
              - {kind: Deployment, namespace: shop, selector: "tier=backend"}
          - name: spoolers
            workloads:
              - {kind: DaemonSet, namespace: jobs, name: spooler}
      """;

  private final KubernetesClient client;
  private final Kubectl kubectl;
  private final FakeKubelet workloadPods;
  private final ProcessKubelet kubelet;
  private final TestNamespace own;
  private final TestNamespace shop;
  private final TestNamespace jobs;
  private final Map<WorkloadRef, Long> before;

  /**
   * Creates the workloads and applies the manifest, suspended.
   *
   * @param kubelet plays the pods of the workloads
   * @param namespaces three fresh ones: Rollwave's own, and those of the workloads
   * @param folder for plans, volumes and logs
   */
  CronJobScene(
      TestCluster cluster, FakeKubelet kubelet, List<TestNamespace> namespaces, Path folder)
      throws IOException {
    client = cluster.client();
    kubectl = Kubectl.of(cluster);
    workloadPods = kubelet;
    own = namespaces.get(0);
    shop = namespaces.get(1);
    jobs = namespaces.get(2);
    createWorkloads();
    before = generations();
    Path manifest = folder.resolve("k8s-cronjob.yaml");
    Files.writeString(manifest, inOurNamespaces(Files.readString(MANIFEST)));
    kubectl.run("apply", "-f", manifest.toString());
    suspend(true);
    plan(PLAN);
    ContainerRuntime runtime = ContainerRuntime.ofThisBuild(folder);
    this.kubelet = new ProcessKubelet(client, own.name(), runtime, folder.resolve("pods"));
  }

  private void createWorkloads() {
    HasMetadata backend =
        Manifests.deployment(shop, "cart", 1)
            .edit()
            .editMetadata()
            .addToLabels("tier", "backend")
            .endMetadata()
            .build();
    Stream.of(
            Manifests.statefulSet(shop, "session-cache", 1),
            backend,
            Manifests.daemonSet(jobs, "spooler"))
        .forEach(workload -> client.resource(workload).create());
    Rollouts.awaitAll(client, shop);
    Rollouts.awaitAll(client, jobs);
  }

  private String inOurNamespaces(String manifest) {
    return manifest
        .replaceAll("([nN]amespace: )rollwave\\b", "$1" + own)
        .replaceAll("(kind: Namespace\\nmetadata:\\n  name: )rollwave\\b", "$1" + own)
        .replaceAll("namespace: shop\\b", "namespace: " + shop)
        .replaceAll("namespace: jobs\\b", "namespace: " + jobs);
  }

  /** Edits the plan in the ConfigMap: replaces {@code what} in the plan of these tests. */
  void edit(String what, String by) {
    if (!PLAN.contains(what)) {
      throw new IllegalArgumentException("the plan has no " + what);
    }
    plan(PLAN.replace(what, by));
  }

  /** Takes back what {@link #edit} changed. */
  void putPlanBack() {
    plan(PLAN);
  }

  private void plan(String text) {
    Map<String, Object> data = Map.of("data", Map.of("plan.yaml", inOurNamespaces(text)));
    kubectl("patch", "configmap", CRON_JOB, "--type=merge", "-p", Serialization.asJson(data));
  }

  /** Suspends the CronJob, or lets it go on. */
  void suspend(boolean isSuspended) {
    patch("{\"spec\": {\"suspend\": %s}}".formatted(isSuspended));
  }

  /** Merges {@code json} into the CronJob. */
  void patch(String json) {
    kubectl("patch", "cronjob", CRON_JOB, "--type=merge", "-p", json);
  }

  /** {@code kubectl create job --from=cronjob/...}, as the manifest's first lines tell. */
  JobWatch createJob(String name) {
    kubectl("create", "job", name, "--from=cronjob/" + CRON_JOB);
    return job(name);
  }

  /** The Job of that name. */
  JobWatch job(String name) {
    return new JobWatch(client, kubelet, own.name(), name);
  }

  /** Runs kubectl in Rollwave's own namespace. */
  String kubectl(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--namespace=" + own));
    all.addAll(List.of(arguments));
    return kubectl.run(all.toArray(String[]::new));
  }

  /** Lets no pod of {@code workload} get ready after its restart, until the answer is withdrawn. */
  FakeKubelet.Withdrawal holdUp(WorkloadRef workload) {
    return workloadPods.when(Pods.of(workload).and(Pods.stamped())).then(PodBehaviour.neverReady());
  }

  WorkloadRef cache() {
    return shop.statefulSet("session-cache");
  }

  WorkloadRef backend() {
    return shop.deployment("cart");
  }

  WorkloadRef spooler() {
    return jobs.daemonSet("spooler");
  }

  /** How often each workload was restarted since the scene began. */
  Map<WorkloadRef, Long> restarts() {
    Map<WorkloadRef, Long> restarts = new TreeMap<>();
    generations()
        .forEach((ref, generation) -> restarts.put(ref, generation - before.getOrDefault(ref, 0L)));
    return restarts;
  }

  /** Each workload once, for comparison with {@link #restarts}. */
  Map<WorkloadRef, Long> eachOnce() {
    return restarted(cache(), backend(), spooler());
  }

  /** {@code workloads} once, and no other one. */
  Map<WorkloadRef, Long> restarted(WorkloadRef... workloads) {
    Map<WorkloadRef, Long> restarts = new TreeMap<>();
    List.of(cache(), backend(), spooler()).forEach(ref -> restarts.put(ref, 0L));
    List.of(workloads).forEach(ref -> restarts.put(ref, 1L));
    return restarts;
  }

  private Map<WorkloadRef, Long> generations() {
    ClusterTruth truth = new ClusterTruth(client);
    Map<WorkloadRef, Long> generations = new TreeMap<>();
    Stream.of(cache(), backend(), spooler())
        .forEach(ref -> generations.put(ref, truth.facts(ref).generation()));
    return generations;
  }

  /** What the record of the plan's runs says. */
  String record() {
    return client
        .configMaps()
        .inNamespace(own.name())
        .withName("rollwave-" + CRON_JOB)
        .require()
        .getData()
        .getOrDefault("record.json", "");
  }

  ProcessKubelet kubelet() {
    return kubelet;
  }

  TestNamespace own() {
    return own;
  }

  KubernetesClient client() {
    return client;
  }

  @Override
  public void close() {
    suspend(true);
    kubelet.close();
  }
}
