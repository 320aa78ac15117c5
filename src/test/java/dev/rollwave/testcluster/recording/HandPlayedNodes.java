package dev.rollwave.testcluster.recording;

import dev.rollwave.testcluster.kubelet.FakeKubelet;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Nodes that no kubelet plays, not even {@link FakeKubelet}: what becomes of their pods is written
 * by the test.
 */
final class HandPlayedNodes implements AutoCloseable {
  private static final String AMONG_FIRST = "rollwave.dev/among-first-";

  private final KubernetesClient client;
  private final List<Node> nodes;

  HandPlayedNodes(KubernetesClient client, int count) {
    this.client = client;
    nodes = IntStream.range(0, count).mapToObj(i -> node(i, count)).toList();
    nodes.forEach(node -> client.nodes().resource(node).create());
  }

  /** Selects the first {@code count} of them. */
  static Map<String, String> first(int count) {
    return Map.of(AMONG_FIRST + count, "true");
  }

  @Override
  public void close() {
    nodes.forEach(node -> client.nodes().resource(node).delete());
  }

  private static Node node(int index, int count) {
    Map<String, Quantity> room =
        Map.of(
            "cpu", new Quantity("64"),
            "memory", new Quantity("256Gi"),
            "pods", new Quantity("1000"));
    NodeBuilder node =
        new NodeBuilder()
            .withNewMetadata()
            .withName("hand-played-" + index)
            .endMetadata()
            .withNewStatus()
            .withCapacity(room)
            .withAllocatable(room)
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .withReason("KubeletReady")
            .endCondition()
            .endStatus();
    for (int size = index + 1; size <= count; size++) {
      node.editMetadata().addToLabels(first(size)).endMetadata();
    }
    return node.build();
  }
}
