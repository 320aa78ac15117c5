package dev.rollwave.kubernetes;

import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ClusterContract;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The real cluster keeps the contract. */
@OnSharedCluster
class KubernetesClusterContractIT extends ClusterContract {
  private TestCluster testCluster;
  private TestNamespace namespace;
  private KubernetesConnection connection;
  private Cluster cluster;

  @BeforeEach
  void connect(TestCluster testCluster, TestNamespace namespace) throws Exception {
    this.testCluster = testCluster;
    this.namespace = namespace;
    connection = Connections.to(testCluster.kubeconfig());
    cluster = Connections.cluster(connection);
  }

  @AfterEach
  void disconnect() {
    cluster.close();
    connection.close();
  }

  @Override
  protected Cluster cluster() {
    return cluster;
  }

  @Override
  protected String namespace() {
    return namespace.name();
  }

  @Override
  protected void create(WorkloadKind kind, String name, int replicas, Map<String, String> labels) {
    HasMetadata manifest =
        switch (kind) {
          case DEPLOYMENT -> Manifests.deployment(namespace, name, replicas);
          case STATEFUL_SET -> Manifests.statefulSet(namespace, name, replicas);
          case DAEMON_SET -> Manifests.daemonSet(namespace, name);
        };
    Map<String, String> all = new HashMap<>(manifest.getMetadata().getLabels());
    all.putAll(labels);
    manifest.getMetadata().setLabels(all);
    testCluster.client().resource(manifest).create();
    Rollouts.awaitAll(testCluster.client(), namespace);
  }

  @Override
  protected void delete(WorkloadRef ref) {
    Workloads.delete(testCluster.client(), ref);
  }

  @Override
  protected Instant now() {
    return InstantSource.system().instant();
  }

  @Override
  protected void letTimePassUntil(BooleanSupplier done) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .until(done::getAsBoolean);
  }
}
