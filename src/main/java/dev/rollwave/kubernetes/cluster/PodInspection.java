package dev.rollwave.kubernetes.cluster;

import dev.rollwave.engine.message.Command.InspectPods;
import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.api.Answer;
import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Pages;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.kubernetes.model.KindMapping;
import dev.rollwave.kubernetes.model.MappedWorkload;
import dev.rollwave.kubernetes.model.NewestRevisions;
import dev.rollwave.kubernetes.model.PodSnapshots;
import dev.rollwave.kubernetes.model.RelatedObjects;
import dev.rollwave.kubernetes.model.WorkloadSnapshots;
import dev.rollwave.kubernetes.survey.NodeReadings;
import dev.rollwave.kubernetes.survey.PodReading;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a workload's pods, with what tells their revision and why they are stuck. */
final class PodInspection {
  private final Requests requests;
  private final ResourceVersions versions;
  private final NodeReadings nodes;
  private final PodLogs logs;
  private final WarningEvents events;
  private final PodSelections selections;
  private final ProofReading proofs;

  /**
   * @param selections of the workloads that were seen
   */
  PodInspection(Requests requests, ResourceVersions versions, PodSelections selections) {
    this.requests = requests;
    this.versions = versions;
    this.selections = selections;
    proofs = new ProofReading(requests, selections);
    nodes = new NodeReadings(requests);
    logs = new PodLogs(requests);
    events = new WarningEvents(requests);
  }

  /** A reading that has no result, and the event that says so. */
  private static final class NoResult extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Event event;

    NoResult(Event event) {
      super("no result", null, false, false);
      this.event = event;
    }
  }

  /** Asks until there is an answer. */
  private final class Insisting implements PodReading.Asking<NoResult> {
    private final WorkloadRef ref;

    Insisting(WorkloadRef ref) {
      this.ref = ref;
    }

    @Override
    public <T extends HasMetadata> List<T> list(
        ApiRequest request, Class<? extends KubernetesResourceList<T>> type)
        throws InterruptedException, NoResult {
      return require(ref, Pages.<T>read(request, page -> requests.insist(page, type))).items();
    }
  }

  /** Inspects: by its pods alone where they prove what is shown of it, else by all that tells. */
  List<Event> inspect(InspectPods question) throws InterruptedException {
    if (question.shown().isPresent()) {
      Optional<PodSet> proof = proofs.of(question.shown().get());
      if (proof.isPresent()) {
        return List.of(new Event.PodsInspected(question, proof.get()));
      }
    }
    return inspectAll(question);
  }

  // What the workload itself looks like is told first, so that its pods are held against that even
  // where no watch shows it.
  private List<Event> inspectAll(InspectPods question) throws InterruptedException {
    WorkloadRef ref = question.ref();
    try {
      HasMetadata object =
          require(
              ref,
              requests.insist(ApiRequest.get(ApiPath.of(ref)), KindMapping.of(ref.kind()).type()));
      WorkloadSnapshot workload = WorkloadSnapshots.of(object);
      selections.noted(workload, object);
      RelatedObjects related =
          new PodReading<>(new Insisting(ref), nodes)
              .around(workload, MappedWorkload.of(object).selector());
      PodSet pods = PodSnapshots.podSet(workload, related);
      Event.PodsInspected answer =
          question.withEvidence()
              ? new Event.PodsInspected(
                  question,
                  logs.addTo(pods, ref.namespace()),
                  events.about(suspects(workload, related, pods), ref.namespace()))
              : new Event.PodsInspected(question, pods);
      return versions.isNews(workload)
          ? List.of(new Event.Observed(workload), answer)
          : List.of(answer);
    } catch (NoResult none) {
      return List.of(none.event);
    }
  }

  // Who makes the pods says why there are none: the workload, or a Deployment's ReplicaSet.
  private static Set<String> suspects(
      WorkloadSnapshot workload, RelatedObjects related, PodSet pods) {
    Set<String> uids = new LinkedHashSet<>();
    uids.add(workload.object().uid());
    NewestRevisions.replicaSet(workload, related)
        .map(replicaSet -> replicaSet.getMetadata().getUid())
        .ifPresent(uids::add);
    pods.pods().stream().filter(pod -> !pod.ready()).map(PodSnapshot::uid).forEach(uids::add);
    return uids;
  }

  private static <T> T require(WorkloadRef ref, Answer<? extends T> answer) throws NoResult {
    return switch (answer) {
      case Ok<? extends T>(T body) -> body;
      case Refused<? extends T> refused when refused.isNotFound() ->
          throw new NoResult(new Event.Deleted(ref));
      case Refused<? extends T> refused ->
          throw new NoResult(new Event.ReadRefused(ref, refused.message()));
      // For longer than it is waited for; who was closed meanwhile is told nothing.
      case Unavailable<? extends T> unavailable ->
          throw new NoResult(new Event.ReadRefused(ref, unavailable.cause()));
    };
  }
}
