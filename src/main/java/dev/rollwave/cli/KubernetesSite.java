package dev.rollwave.cli;

import dev.rollwave.kubernetes.ConnectionOptions;
import dev.rollwave.kubernetes.KubernetesConnection;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.RunLock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;

/** A real cluster, with its Leases as locks. */
final class KubernetesSite implements Site, AutoCloseable {
  private final KubernetesConnection connection;
  private final Cluster cluster;
  private final RunLock lock;

  private KubernetesSite(
      KubernetesConnection connection, Optional<String> stateNamespace, InstantSource clock) {
    this.connection = connection;
    this.cluster = connection.cluster(clock, new SplittableRandom());
    this.lock =
        connection.lock(
            stateNamespace.orElseGet(connection::namespace), clock, new SplittableRandom());
  }

  /** The cluster that {@code options} mean; nothing is sent yet. */
  static KubernetesSite open(
      ConnectionOptions options, Optional<String> stateNamespace, InstantSource clock)
      throws ClusterException {
    return new KubernetesSite(KubernetesConnection.open(options), stateNamespace, clock);
  }

  @Override
  public Cluster cluster() {
    return cluster;
  }

  @Override
  public RunLock lock() {
    return lock;
  }

  @Override
  public void close() {
    cluster.close();
    connection.close();
  }
}
