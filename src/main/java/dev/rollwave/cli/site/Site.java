package dev.rollwave.cli.site;

import dev.rollwave.cli.options.ClusterOptions;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.LockWatch;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.record.PlanRecordStore;
import dev.rollwave.runner.record.RecordSearch;
import java.util.List;
import java.util.Optional;

/** Where plans are run: a cluster, and the lock that keeps two runs of one plan apart. */
public interface Site extends AutoCloseable {

  /** The cluster; belongs to the site, which closes it. */
  Cluster cluster();

  /** The lock of each plan. */
  RunLock lock();

  /** Looks at the lock of each plan. */
  LockWatch lockWatch();

  /** The records of each plan's runs. */
  PlanRecordStore records();

  /**
   * Which plans have a record, where the state namespace holds none that was looked for.
   *
   * @throws ClusterException when the cluster cannot be reached
   */
  RecordSearch recordsAround() throws ClusterException;

  /** Which cluster it is, and as whom it is asked; may ask it once. */
  ClusterAccess access();

  /** The namespace of the locks and the records. */
  String stateNamespace();

  /**
   * What a run of {@code plan} may not do with its lock and its record, one sentence each.
   *
   * @throws ClusterException when the cluster cannot be reached
   */
  List<String> missingRights(String plan) throws ClusterException;

  @Override
  void close();

  /** Opens a site. */
  @FunctionalInterface
  interface Opening {
    /**
     * The site that the options mean.
     *
     * @param stateNamespace where locks and records live; empty for the connection's own
     * @throws ClusterException when there is nothing that describes a cluster
     */
    Site open(ClusterOptions options, Optional<String> stateNamespace) throws ClusterException;
  }
}
