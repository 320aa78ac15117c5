package dev.rollwave.cli;

import dev.rollwave.cli.options.ClusterOptions;
import dev.rollwave.kubernetes.KubernetesConnection;
import dev.rollwave.kubernetes.survey.WorkloadLookup;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.rollout.ObservedWorkload;
import java.util.Optional;
import java.util.SplittableRandom;

/** Reads workloads from a real cluster. */
final class ConnectedSource implements WorkloadSource {
  private final KubernetesConnection connection;
  private final WorkloadLookup lookup;

  private ConnectedSource(KubernetesConnection connection) {
    this.connection = connection;
    lookup = connection.lookup(new SplittableRandom());
  }

  static WorkloadSource open(ClusterOptions options) throws ClusterException {
    return new ConnectedSource(KubernetesConnection.open(options.connection()));
  }

  @Override
  public String namespace() {
    return connection.namespace();
  }

  @Override
  public Optional<ObservedWorkload> read(WorkloadRef ref)
      throws ClusterException, InterruptedException {
    return lookup.read(ref);
  }

  @Override
  public void close() {
    connection.close();
  }
}
