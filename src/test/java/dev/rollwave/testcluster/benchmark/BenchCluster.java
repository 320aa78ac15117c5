package dev.rollwave.testcluster.benchmark;

import dev.rollwave.testcluster.controlplane.Clients;
import dev.rollwave.testcluster.controlplane.ControlPlane;
import dev.rollwave.testcluster.controlplane.ControlPlaneBuild;
import dev.rollwave.testcluster.controlplane.Kwok;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.Optional;

/**
 * A control plane of its own for a benchmark, whose nodes kwok plays.
 *
 * @param controlPlane closed with this
 * @param client of the administrator; closed with this
 */
record BenchCluster(ControlPlane controlPlane, KubernetesClient client) implements AutoCloseable {
  private static final int NODES = 3;

  /** Starts one, and builds its programs first where they are not there yet. */
  static BenchCluster start() throws IOException {
    ControlPlane controlPlane =
        ControlPlane.start(new ControlPlaneBuild(Optional.empty()).programs(Kwok.PROGRAM));
    try {
      Kwok.playNodes(controlPlane, NODES);
      return new BenchCluster(
          controlPlane, Clients.patient(controlPlane.adminKubeconfig(), "test-fixture"));
    } catch (IOException | RuntimeException e) {
      controlPlane.close();
      throw e;
    }
  }

  @Override
  public void close() {
    client.close();
    controlPlane.close();
  }
}
