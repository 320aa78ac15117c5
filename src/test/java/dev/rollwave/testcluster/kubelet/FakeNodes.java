package dev.rollwave.testcluster.kubelet;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The nodes that the fake kubelet stands for: Node objects, Ready and roomy, kept alive by their
 * Leases.
 */
final class FakeNodes {
  private static final String LEASES = "kube-node-lease";
  private static final int LEASE_SECONDS = 40;

  private final KubernetesClient client;
  private final List<Node> nodes;

  /**
   * Nodes that are not registered yet.
   *
   * @param name of each of them, up to its number
   * @param labels that workloads select them by
   */
  FakeNodes(
      KubernetesClient client,
      String name,
      int count,
      Map<String, String> labels,
      List<Taint> taints) {
    this.client = client;
    nodes =
        IntStream.range(0, count).mapToObj(i -> node(name + "-" + i, i, labels, taints)).toList();
  }

  void register() {
    nodes.forEach(node -> client.nodes().resource(node).createOr(NonDeletingOperation::update));
    renewLeases();
  }

  boolean hold(String nodeName) {
    return nodes.stream().anyMatch(node -> node.getMetadata().getName().equals(nodeName));
  }

  String addressOf(String nodeName) {
    return nodes.stream()
        .filter(node -> node.getMetadata().getName().equals(nodeName))
        .map(node -> node.getStatus().getAddresses().getFirst().getAddress())
        .findFirst()
        .orElseThrow();
  }

  void renewLeases() {
    ZonedDateTime now = Instant.now().atZone(ZoneOffset.UTC);
    for (Node node : nodes) {
      String name = node.getMetadata().getName();
      client
          .leases()
          .inNamespace(LEASES)
          .resource(
              new LeaseBuilder()
                  .withNewMetadata()
                  .withName(name)
                  .withNamespace(LEASES)
                  .endMetadata()
                  .withNewSpec()
                  .withHolderIdentity(name)
                  .withLeaseDurationSeconds(LEASE_SECONDS)
                  .withRenewTime(now)
                  .endSpec()
                  .build())
          .createOr(NonDeletingOperation::update);
    }
  }

  /** Deletes the nodes; their Leases go with them or expire. */
  void remove() {
    nodes.forEach(node -> client.nodes().resource(node).delete());
  }

  private static Node node(String name, int index, Map<String, String> labels, List<Taint> taints) {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    Map<String, Quantity> room = new LinkedHashMap<>();
    room.put("cpu", new Quantity("64"));
    room.put("memory", new Quantity("256Gi"));
    room.put("ephemeral-storage", new Quantity("1Ti"));
    room.put("pods", new Quantity("1000"));
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(labels)
        .addToLabels("kubernetes.io/hostname", name)
        .addToLabels("kubernetes.io/os", "linux")
        .endMetadata()
        .withNewSpec()
        .withTaints(taints)
        .endSpec()
        .withNewStatus()
        .withCapacity(room)
        .withAllocatable(room)
        .addNewAddress("10.1.0." + (index + 1), "InternalIP")
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .withReason("KubeletReady")
        .withMessage("the test plays the kubelet")
        .withLastHeartbeatTime(now)
        .withLastTransitionTime(now)
        .endCondition()
        .withNewNodeInfo()
        .withKubeletVersion("v1.36.3-fake")
        .endNodeInfo()
        .endStatus()
        .build();
  }
}
