package dev.rollwave.kubernetes.survey;

import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.model.KindMapping;
import dev.rollwave.kubernetes.model.PodSnapshots;
import dev.rollwave.kubernetes.model.RelatedObjects;
import dev.rollwave.kubernetes.model.RevisionSource;
import dev.rollwave.kubernetes.model.Selectors;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionList;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a workload's pods, with what tells their revision.
 *
 * @param <X> what is thrown when there is no answer
 */
public final class PodReading<X extends Exception> {
  /**
   * Asks the API server, as patiently as the one who waits for the answer wants.
   *
   * @param <X> what is thrown when there is no answer
   */
  public interface Asking<X extends Exception> {
    <T extends HasMetadata> List<T> list(
        ApiRequest request, Class<? extends KubernetesResourceList<T>> type)
        throws InterruptedException, X;
  }

  private final Asking<X> asking;
  private final NodeReadings nodes;

  /** Asks with {@code asking}; what holds pods up on their nodes tells {@code nodes}. */
  public PodReading(Asking<X> asking, NodeReadings nodes) {
    this.asking = asking;
    this.nodes = nodes;
  }

  /** The pods of {@code workload}, which {@code selector} selects. */
  public PodSet of(WorkloadSnapshot workload, @Nullable LabelSelector selector)
      throws InterruptedException, X {
    return PodSnapshots.podSet(workload, around(workload, selector));
  }

  /**
   * What {@link #of} goes by; may hold objects of other workloads too. Pods come first, then what
   * owns them: so no pod is read whose owner is not, and the newest revision is at least as new as
   * the pods.
   */
  public RelatedObjects around(WorkloadSnapshot workload, @Nullable LabelSelector selector)
      throws InterruptedException, X {
    WorkloadRef ref = workload.ref();
    String labels = selector == null ? "" : Selectors.text(selector);
    List<Pod> pods = list(ApiPath.core("pods", ref.namespace()), labels, PodList.class);
    RevisionSource source = KindMapping.of(ref.kind()).revisionSource();
    List<ReplicaSet> replicaSets =
        source == RevisionSource.REPLICA_SETS
            ? list(ApiPath.apps("replicasets", ref.namespace()), labels, ReplicaSetList.class)
            : List.of();
    List<ControllerRevision> revisions =
        source == RevisionSource.CONTROLLER_REVISIONS
            ? list(
                ApiPath.apps("controllerrevisions", ref.namespace()),
                labels,
                ControllerRevisionList.class)
            : List.of();
    List<Node> nodesInTrouble = nodes.of(pods);
    return new RelatedObjects(pods, replicaSets, revisions, nodesInTrouble);
  }

  private <T extends HasMetadata, L extends KubernetesResourceList<T>> List<T> list(
      ApiPath collection, String labels, Class<L> type) throws InterruptedException, X {
    ApiRequest request = ApiRequest.list(collection).with("labelSelector", labels);
    return asking.list(request, type);
  }
}
