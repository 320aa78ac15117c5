package dev.rollwave.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.List;

/**
 * What stands between a workload and its proof; may hold objects of other workloads too, since what
 * belongs to which is told by owner references alone.
 *
 * @param pods of the workload's namespace
 * @param replicaSets through which a Deployment owns its pods
 * @param revisions by which a DaemonSet tells its newest template
 * @param nodes to which the pods are bound; a node that is not among them counts as Ready
 */
record RelatedObjects(
    List<Pod> pods,
    List<ReplicaSet> replicaSets,
    List<ControllerRevision> revisions,
    List<Node> nodes) {
  RelatedObjects {
    pods = List.copyOf(pods);
    replicaSets = List.copyOf(replicaSets);
    revisions = List.copyOf(revisions);
    nodes = List.copyOf(nodes);
  }
}
