package dev.rollwave.testcluster.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.facts.ClusterTruth;
import dev.rollwave.testcluster.facts.WorkloadFacts;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is restarted again and again: nine workloads of the three kinds, in five waves.
 *
 * @param client past the proxy
 * @param namespace of all
 */
record Estate(KubernetesClient client, TestNamespace namespace) {
  /** The name of its plan. */
  static final String PLAN = "soak";

  private static final String DOCUMENT =
      """
      apiVersion: rollwave.dev/v1
      kind: RestartPlan
      metadata: {name: soak}
      spec:
        reason: a soak
        throttle: {maxInFlight: 3}
        cooldown: 0s
        health: {timeout: 90s, soak: 1s, grace: 20s}
        onFailure: continue
        waves:
          - name: stores
            workloads:
              - {kind: StatefulSet, namespace: HERE, name: cache}
              - {kind: Deployment, namespace: HERE, name: config}
          - name: left
            dependsOn: [stores]
            workloads:
              - {kind: Deployment, namespace: HERE, name: cart}
              - {kind: Deployment, namespace: HERE, name: search}
          - name: right
            dependsOn: [stores]
            workloads:
              - {kind: DaemonSet, namespace: HERE, name: spooler}
              - {kind: Deployment, namespace: HERE, name: mailer}
          - name: gate
            dependsOn: [left, right]
            workloads:
              - {kind: Deployment, namespace: HERE, name: web}
              - {kind: StatefulSet, namespace: HERE, name: session}
          - name: apart
            dependsOn: []
            workloads:
              - {kind: Deployment, namespace: HERE, name: report}
      """;

  /** Creates the workloads in {@code namespace} and waits until they run. */
  static Estate create(TestCluster cluster, TestNamespace namespace) {
    Stream.of("config", "cart", "search", "mailer", "web", "report")
        .map(name -> Manifests.deployment(namespace, name, 1))
        .forEach(workload -> cluster.client().resource(workload).create());
    Stream.of("cache", "session")
        .map(name -> Manifests.statefulSet(namespace, name, 1))
        .forEach(workload -> cluster.client().resource(workload).create());
    cluster.client().resource(Manifests.daemonSet(namespace, "spooler")).create();
    Estate estate = new Estate(cluster.client(), namespace);
    estate.settle();
    return estate;
  }

  /**
   * What the record in the cluster says of the newest run.
   *
   * @param runId of it
   * @param outcome empty when it has none yet
   */
  record Recorded(String runId, Optional<String> outcome) {}

  /** Read past the proxy. There has to be a record. */
  Recorded recorded() {
    try {
      JsonNode run =
          new ObjectMapper()
              .readTree(
                  client
                      .configMaps()
                      .inNamespace(namespace.name())
                      .withName("rollwave-" + PLAN)
                      .require()
                      .getData()
                      .get("record.json"))
              .path("run");
      return new Recorded(
          run.path("runId").asText(),
          Optional.of(run.path("outcome")).filter(JsonNode::isTextual).map(JsonNode::asText));
    } catch (JsonProcessingException e) {
      throw new AssertionError("the record is no JSON", e);
    }
  }

  Path plan(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("plan.yaml"), DOCUMENT.replace("HERE", namespace.name()));
  }

  List<WorkloadRef> workloads() {
    return Stream.concat(scalable().stream(), Stream.of(namespace.daemonSet("spooler"))).toList();
  }

  /** Those that have replicas. */
  List<WorkloadRef> scalable() {
    return List.of(
        namespace.deployment("config"),
        namespace.deployment("cart"),
        namespace.deployment("search"),
        namespace.deployment("mailer"),
        namespace.deployment("web"),
        namespace.deployment("report"),
        namespace.statefulSet("cache"),
        namespace.statefulSet("session"));
  }

  /** What the cluster says of each workload now. */
  Map<WorkloadRef, WorkloadFacts> facts() {
    ClusterTruth truth = new ClusterTruth(client);
    Map<WorkloadRef, WorkloadFacts> facts = new LinkedHashMap<>();
    workloads().forEach(workload -> facts.put(workload, truth.facts(workload)));
    return facts;
  }

  /** Waits until every rollout is complete. */
  void settle() {
    Rollouts.awaitAll(client, namespace);
  }
}
