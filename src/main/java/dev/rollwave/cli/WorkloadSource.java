package dev.rollwave.cli;

import dev.rollwave.cli.options.ClusterOptions;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.rollout.ObservedWorkload;
import java.util.Optional;

/** Where workloads are read one by one. */
interface WorkloadSource extends AutoCloseable {

  /** The namespace of those that name none. */
  String namespace();

  /** Reads {@code ref}; empty when there is no such workload. */
  Optional<ObservedWorkload> read(WorkloadRef ref) throws ClusterException, InterruptedException;

  @Override
  void close();

  /** Finds the cluster; nothing is sent yet. */
  @FunctionalInterface
  interface Opening {
    WorkloadSource open(ClusterOptions options) throws ClusterException;
  }
}
