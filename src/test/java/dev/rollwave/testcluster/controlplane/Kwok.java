package dev.rollwave.testcluster.controlplane;

import dev.rollwave.testcluster.workloads.TestNodes;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The nodes of a control plane, played by <a href="https://kwok.sigs.k8s.io">kwok</a> with the
 * stages that it ships: it renews the nodes' Leases, makes every pod ready and lets deleted ones
 * go.
 */
public final class Kwok {
  /** What the program is called, and what the build script calls it. */
  public static final String PROGRAM = "kwok";

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  // By which it knows the nodes that are its own.
  private static final String ANNOTATION = "kwok.x-k8s.io/node";
  private static final String VALUE = "fake";

  private Kwok() {}

  /**
   * Starts it beside the control plane, to be stopped together, and waits until its nodes are
   * ready.
   *
   * @throws IOException when the program or its stages are not among those of the control plane
   */
  public static void playNodes(ControlPlane controlPlane, int count) throws IOException {
    Path program = controlPlane.program(PROGRAM);
    if (!Files.isExecutable(program)) {
      throw new IOException("no " + program + "; src/test/controlplane/build kwok builds it");
    }
    int port = ControlPlane.freePort();
    String address = "127.0.0.1:" + port;
    controlPlane.startBeside(
        PROGRAM,
        List.of(
            program.toString(),
            "--kubeconfig=" + controlPlane.kubeletKubeconfig(),
            "--config=" + stages(controlPlane),
            "--manage-all-nodes=false",
            "--manage-nodes-with-annotation-selector=" + ANNOTATION + "=" + VALUE,
            "--cidr=10.244.0.1/16",
            "--node-ip=127.0.0.1",
            "--node-port=" + port,
            "--server-address=" + address),
        () -> answers("http://" + address + "/healthz"));
    try (KubernetesClient client =
        Clients.patient(controlPlane.kubeletKubeconfig(), "kwok-fixture")) {
      List<Node> nodes = IntStream.range(0, count).mapToObj(Kwok::node).toList();
      nodes.forEach(node -> client.nodes().resource(node).create());
      Awaitility.await("nodes of kwok")
          .atMost(TIMEOUT)
          .pollInterval(Duration.ofMillis(200))
          .until(() ->
              client.nodes().withLabels(TestNodes.LABELS).list().getItems().stream()
                  .allMatch(Kwok::takesPods));
    }
  }

  // One document after the other: without any it refuses to start.
  private static Path stages(ControlPlane controlPlane) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(controlPlane.program("kwok-config"))) {
      for (Path file : files.sorted().toList()) {
        text.append("---\n").append(Files.readString(file)).append('\n');
      }
    }
    return controlPlane.write("kwok-stages.yaml", text.toString());
  }

  // kwok fills in what a kubelet reports: room, addresses, conditions.
  private static Node node(int index) {
    String name = "kwok-" + index;
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .addToAnnotations(ANNOTATION, VALUE)
        .withLabels(TestNodes.LABELS)
        .addToLabels("kubernetes.io/hostname", name)
        .addToLabels("kubernetes.io/os", "linux")
        .endMetadata()
        .build();
  }

  // The node lifecycle controller takes the taint of a new node off when kwok has made it Ready.
  private static boolean takesPods(Node node) {
    return node.getSpec().getTaints().isEmpty()
        && node.getStatus().getConditions().stream()
            .anyMatch(it -> it.getType().equals("Ready") && it.getStatus().equals("True"));
  }

  private static boolean answers(String url) throws IOException {
    try (InputStream answer = URI.create(url).toURL().openStream()) {
      return answer.read() >= 0;
    }
  }
}
