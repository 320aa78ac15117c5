package dev.rollwave.kubernetes;

import dev.rollwave.engine.Command.InspectPods;
import dev.rollwave.engine.Event;
import dev.rollwave.kubernetes.Answer.Granted;
import dev.rollwave.kubernetes.Answer.Outage;
import dev.rollwave.kubernetes.Answer.Refused;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadKind;
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
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads a workload's pods, with what tells of which revision they are and why they are stuck. */
final class PodInspection {
  private final Requests requests;
  private final NodeReadings nodes;
  private final PodLogs logs;

  PodInspection(Requests requests) {
    this.requests = requests;
    nodes = new NodeReadings(requests);
    logs = new PodLogs(requests);
  }

  /** A reading that has no result, and the event that says so. */
  private static final class NoResult extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Optional<Event> event;

    NoResult(Optional<Event> event) {
      super("no result", null, false, false);
      this.event = event;
    }
  }

  /** Inspects; empty when this was closed meanwhile. */
  Optional<Event> inspect(InspectPods question) throws InterruptedException {
    WorkloadRef ref = question.ref();
    try {
      HasMetadata workload =
          require(ref, requests.insist(ApiRequest.get(ApiPath.of(ref)), Kinds.type(ref.kind())));
      PodSet pods = pods(WorkloadSnapshots.of(workload), Kinds.selector(workload));
      return Optional.of(
          new Event.PodsInspected(
              question, question.withLogs() ? logs.addTo(pods, ref.namespace()) : pods));
    } catch (NoResult none) {
      return none.event;
    }
  }

  // Pods first, then what owns them: so no pod is read whose owner is not, and the newest revision
  // is at least as new as the pods.
  private PodSet pods(
      WorkloadSnapshot workload, @org.jspecify.annotations.Nullable LabelSelector selector)
      throws InterruptedException, NoResult {
    WorkloadRef ref = workload.ref();
    String labels = selector == null ? "" : Selectors.text(selector);
    List<Pod> pods = list(ref, ApiPath.core("pods", ref.namespace()), labels, PodList.class);
    List<ReplicaSet> replicaSets =
        ref.kind() == WorkloadKind.DEPLOYMENT
            ? list(ref, ApiPath.apps("replicasets", ref.namespace()), labels, ReplicaSetList.class)
            : List.of();
    List<ControllerRevision> revisions =
        ref.kind() == WorkloadKind.DAEMON_SET
            ? list(
                ref,
                ApiPath.apps("controllerrevisions", ref.namespace()),
                labels,
                ControllerRevisionList.class)
            : List.of();
    List<Node> nodesInTrouble = nodes.of(pods);
    return PodSnapshots.podSet(
        workload, new RelatedObjects(pods, replicaSets, revisions, nodesInTrouble));
  }

  private <T extends HasMetadata, L extends KubernetesResourceList<T>> List<T> list(
      WorkloadRef ref, ApiPath collection, String labels, Class<L> type)
      throws InterruptedException, NoResult {
    ApiRequest request = ApiRequest.list(collection).with("labelSelector", labels);
    return Objects.requireNonNullElse(
        require(ref, requests.insist(request, type)).getItems(), List.<T>of());
  }

  private static <T> T require(WorkloadRef ref, Answer<? extends T> answer) throws NoResult {
    return switch (answer) {
      case Granted<? extends T>(T body) -> body;
      case Refused<? extends T> refused when refused.isNotFound() ->
          throw new NoResult(Optional.of(new Event.Deleted(ref)));
      case Refused<? extends T> refused ->
          throw new NoResult(Optional.of(new Event.ReadRefused(ref, refused.message())));
      case Outage<? extends T>(String cause, Optional<Duration> retryAfter) ->
          throw new NoResult(Optional.empty());
    };
  }
}
