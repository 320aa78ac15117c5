package dev.rollwave.testcluster;

import dev.rollwave.testcluster.controlplane.Clients;
import dev.rollwave.testcluster.controlplane.ControlPlane;
import dev.rollwave.testcluster.controlplane.Kwok;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.workloads.TestNodes;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A cluster that answers, wherever it came from. */
final class RunningCluster implements TestCluster {
  private static final int NODES = 3;

  private final Path kubeconfig;
  private final KubernetesClient client;
  private final Optional<FakeKubelet> kubelet;
  private final Optional<ControlPlane> controlPlane;
  private final AutoCloseable below;

  private RunningCluster(
      Path kubeconfig,
      Optional<FakeKubelet> kubelet,
      Optional<ControlPlane> own,
      AutoCloseable below)
      throws IOException {
    this.kubeconfig = kubeconfig;
    this.client = Clients.patient(kubeconfig, "test-fixture");
    this.kubelet = kubelet;
    this.controlPlane = own;
    this.below = below;
  }

  /** On a control plane without nodes. It is stopped with the cluster. */
  static TestCluster on(ControlPlane controlPlane, NodePlayer player) throws IOException {
    try {
      return new RunningCluster(
          controlPlane.adminKubeconfig(),
          nodes(controlPlane, player),
          Optional.of(controlPlane),
          controlPlane);
    } catch (IOException | RuntimeException e) {
      controlPlane.close();
      throw e;
    }
  }

  private static Optional<FakeKubelet> nodes(ControlPlane controlPlane, NodePlayer player)
      throws IOException {
    return switch (player) {
      case FAKE_KUBELET -> Optional.of(kubelet(controlPlane.kubeletKubeconfig(), List.of()));
      case KWOK -> {
        Kwok.playNodes(controlPlane, NODES);
        yield Optional.empty();
      }
    };
  }

  /** On a cluster that has nodes of its own. {@code below} is closed after it. */
  static TestCluster on(Path kubeconfig, AutoCloseable below) throws IOException {
    return new RunningCluster(
        kubeconfig,
        Optional.of(kubelet(kubeconfig, List.of(TestNodes.TAINT))),
        Optional.empty(),
        below);
  }

  private static FakeKubelet kubelet(Path kubeconfig, List<Taint> taints) throws IOException {
    return new FakeKubelet(Clients.patient(kubeconfig, "fake-kubelet"), NODES, taints).start();
  }

  @Override
  public Path kubeconfig() {
    return kubeconfig;
  }

  @Override
  public KubernetesClient client() {
    return client;
  }

  @Override
  public Optional<FakeKubelet> fakeKubelet() {
    return kubelet;
  }

  @Override
  public Optional<ControlPlane> controlPlane() {
    return controlPlane;
  }

  @Override
  public void close() {
    if (controlPlane.isEmpty()) {
      kubelet.ifPresent(FakeKubelet::leave);
    }
    kubelet.ifPresent(FakeKubelet::close);
    client.close();
    try {
      below.close();
    } catch (Exception e) {
      throw new IllegalStateException("the cluster could not be stopped", e);
    }
  }
}
