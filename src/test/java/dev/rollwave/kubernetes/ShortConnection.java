package dev.rollwave.kubernetes;

import dev.rollwave.kubernetes.cluster.WorkloadWatch;
import dev.rollwave.kubernetes.config.ConnectionOptions;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.record.PlanRecordStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;

/**
 * A connection to a cluster, its locks and records, for tests that have no time for the shipped
 * patience: two seconds for an answer, one second of silence in a watch.
 */
public final class ShortConnection implements AutoCloseable {
  /** How long a watch may say nothing where a test waits for it to be given up. */
  public static final Duration SILENCE = Duration.ofSeconds(1);

  /** How long a watch may say nothing in the shipped program. */
  public static final Duration SHIPPED_SILENCE = WorkloadWatch.SILENCE;

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);
  private static final long SEED = 7;

  private final KubernetesConnection connection;
  private final Cluster cluster;
  private final RunLock lock;
  private final PlanRecordStore records;

  private ShortConnection(
      KubernetesConnection connection,
      String stateNamespace,
      InstantSource clock,
      Duration silence) {
    this.connection = connection;
    cluster = connection.cluster(clock, new Random(SEED), silence);
    lock = connection.lock(stateNamespace, clock, new Random(SEED));
    records = connection.records(stateNamespace, new Random(SEED));
  }

  /** The cluster that {@code options} mean; {@code silence} is how long a watch may say nothing. */
  public static ShortConnection open(
      ConnectionOptions options, String stateNamespace, InstantSource clock, Duration silence)
      throws ClusterException {
    return new ShortConnection(
        KubernetesConnection.open(options, REQUEST_TIMEOUT), stateNamespace, clock, silence);
  }

  /** The cluster; closed with this. */
  public Cluster cluster() {
    return cluster;
  }

  /** The locks in the state namespace. */
  public RunLock lock() {
    return lock;
  }

  /** The records of runs in the state namespace. */
  public PlanRecordStore records() {
    return records;
  }

  @Override
  public void close() {
    cluster.close();
    connection.close();
  }
}
