package dev.rollwave.kubernetes.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * What stands between a workload and its proof; may hold objects of other workloads too, since what
 * belongs to which is told by owner references alone.
 *
 * @param pods of the workload's namespace
 * @param replicaSets through which a Deployment owns its pods
 * @param revisions that tell the newest template of a DaemonSet
 * @param nodes to which the pods are bound; a node that is not among them counts as Ready
 */
public record RelatedObjects(
    List<Pod> pods,
    List<ReplicaSet> replicaSets,
    List<ControllerRevision> revisions,
    List<Node> nodes) {
  public RelatedObjects {
    pods = List.copyOf(pods);
    replicaSets = List.copyOf(replicaSets);
    revisions = List.copyOf(revisions);
    nodes = List.copyOf(nodes);
  }

  /** Those that are among {@code objects}. */
  public static RelatedObjects among(Collection<? extends HasMetadata> objects) {
    return new RelatedObjects(
        ofType(objects, Pod.class),
        ofType(objects, ReplicaSet.class),
        ofType(objects, ControllerRevision.class),
        ofType(objects, Node.class));
  }

  /** Those of {@code namespace}; nodes belong to none, and stay. */
  public RelatedObjects inNamespace(String namespace) {
    return new RelatedObjects(
        within(namespace, pods),
        within(namespace, replicaSets),
        within(namespace, revisions),
        nodes);
  }

  private static <T extends HasMetadata> List<T> within(String namespace, List<T> objects) {
    return objects.stream()
        .filter(object ->
            namespace.equals(
                Objects.requireNonNullElse(object.getMetadata().getNamespace(), "default")))
        .toList();
  }

  private static <T> List<T> ofType(Collection<? extends HasMetadata> objects, Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
