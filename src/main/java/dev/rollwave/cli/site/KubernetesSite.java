package dev.rollwave.cli.site;

import dev.rollwave.cli.options.ClusterOptions;
import dev.rollwave.kubernetes.KubernetesConnection;
import dev.rollwave.kubernetes.config.ConnectionOptions;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.LockWatch;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.record.PlanRecordStore;
import dev.rollwave.runner.record.RecordSearch;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A real cluster, with its Leases as locks and its ConfigMaps as records. */
public final class KubernetesSite implements Site {
  private final KubernetesConnection connection;
  private final Cluster cluster;
  private final RunLock lock;
  private final PlanRecordStore records;
  private final String namespace;

  private KubernetesSite(
      KubernetesConnection connection, Optional<String> stateNamespace, InstantSource clock) {
    this.connection = connection;
    this.cluster = connection.cluster(clock, new SplittableRandom());
    namespace = stateNamespace.orElseGet(connection::namespace);
    this.lock = connection.lock(namespace, clock, new SplittableRandom());
    this.records = connection.records(namespace, new SplittableRandom());
  }

  /**
   * The cluster that {@code options} mean, by the system's clock; nothing is sent yet.
   *
   * @param stateNamespace of the locks and the records; empty for the connection's own
   * @throws ClusterException when nothing describes a cluster, or its credentials cannot be loaded
   */
  public static Site open(ClusterOptions options, Optional<String> stateNamespace)
      throws ClusterException {
    return open(options.connection(), stateNamespace, InstantSource.system());
  }

  /**
   * The same, by {@code clock}.
   *
   * @throws ClusterException when nothing describes a cluster, or its credentials cannot be loaded
   */
  public static KubernetesSite open(
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
  public LockWatch lockWatch() {
    return connection.lockWatch(namespace, new SplittableRandom());
  }

  @Override
  public PlanRecordStore records() {
    return records;
  }

  @Override
  public RecordSearch recordsAround() throws ClusterException {
    return connection.recordsAround(namespace, new SplittableRandom());
  }

  @Override
  public ClusterAccess access() {
    return connection.access(new SplittableRandom());
  }

  @Override
  public String stateNamespace() {
    return namespace;
  }

  @Override
  public List<String> missingRights(String plan) throws ClusterException {
    return connection.missingRights(namespace, plan, new SplittableRandom());
  }

  @Override
  public void close() {
    cluster.close();
    connection.close();
  }
}
