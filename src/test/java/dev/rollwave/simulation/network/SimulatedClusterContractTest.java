package dev.rollwave.simulation.network;

import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ClusterContract;
import dev.rollwave.simulation.Rollout;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.Common;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DaemonSetSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.simulation.cluster.spec.WorldSettings;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;

class SimulatedClusterContractTest extends ClusterContract {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final SimulatedWorld world = new SimulatedWorld(WorldSettings.of(1, Rollout.START));
  private final SimulatedCluster cluster = Connection.to(world).cluster();

  @Override
  protected Cluster cluster() {
    return cluster;
  }

  @Override
  protected String namespace() {
    return "contract";
  }

  @Override
  protected void create(WorkloadKind kind, String name, int replicas, Map<String, String> labels) {
    Common common = Common.of(namespace(), name).with(labels);
    world.add(
        switch (kind) {
          case DEPLOYMENT -> DeploymentSpec.of(common, replicas);
          case STATEFUL_SET -> StatefulSetSpec.of(common, replicas);
          case DAEMON_SET -> DaemonSetSpec.of(common);
        });
  }

  @Override
  protected void delete(WorkloadRef ref) {
    world.delete(ref);
  }

  @Override
  protected Instant now() {
    return world.time().instant();
  }

  @Override
  protected void letTimePassUntil(BooleanSupplier done) {
    Instant latest = now().plus(TIMEOUT);
    while (!done.getAsBoolean()) {
      if (now().isAfter(latest) || !world.time().passToNext()) {
        throw new AssertionError("it does not come to hold by " + now());
      }
    }
  }
}
