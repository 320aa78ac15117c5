package dev.rollwave.testcluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** k3s in a privileged container. */
final class DockerCluster {
  private static final DockerImageName IMAGE = DockerImageName.parse("rancher/k3s:v1.31.5-k3s1");

  private DockerCluster() {}

  static TestCluster start() throws IOException {
    K3sContainer container = new K3sContainer(IMAGE);
    container.start();
    Path kubeconfig = Files.createTempFile("rollwave-k3s-", ".kubeconfig");
    Files.writeString(kubeconfig, container.getKubeConfigYaml());
    return RunningCluster.on(
        kubeconfig,
        () -> {
          container.close();
          Files.delete(kubeconfig);
        });
  }
}
