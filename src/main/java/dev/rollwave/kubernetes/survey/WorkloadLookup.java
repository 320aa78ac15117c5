package dev.rollwave.kubernetes.survey;

import dev.rollwave.kubernetes.api.Answer;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Granting;
import dev.rollwave.kubernetes.api.Pages;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.kubernetes.model.KindMapping;
import dev.rollwave.kubernetes.model.MappedWorkload;
import dev.rollwave.kubernetes.model.WorkloadSnapshots;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.ObservedWorkload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import java.util.List;
import java.util.Optional;

/** Reads single workloads with their pods, for a person who waits for the answer. */
public final class WorkloadLookup {
  private static final int MAX_ATTEMPTS = 3;

  private final Requests requests;
  private final NodeReadings nodes;

  /** Reads with {@code requests}. */
  public WorkloadLookup(Requests requests) {
    this.requests = requests;
    nodes = new NodeReadings(requests);
  }

  /** Asks a few times, and then says that there is no answer. */
  private final class Patiently implements PodReading.Asking<ClusterException> {
    @Override
    public <T extends HasMetadata> List<T> list(
        ApiRequest request, Class<? extends KubernetesResourceList<T>> type)
        throws InterruptedException, ClusterException {
      return Granting.require(
              requests,
              Pages.<T>read(request, page -> requests.patiently(page, type, MAX_ATTEMPTS)))
          .items();
    }
  }

  /**
   * Reads {@code ref} and its pods.
   *
   * @return empty when there is no such workload
   * @throws ClusterException when the cluster refuses or cannot be reached
   */
  public Optional<ObservedWorkload> read(WorkloadRef ref)
      throws ClusterException, InterruptedException {
    Answer<? extends HasMetadata> answer =
        requests.patiently(
            ApiRequest.get(ApiPath.of(ref)), KindMapping.of(ref.kind()).type(), MAX_ATTEMPTS);
    if (answer instanceof Answer.Refused<?> refused && refused.isNotFound()) {
      return Optional.empty();
    }
    HasMetadata object = Granting.require(requests, answer);
    WorkloadSnapshot workload = WorkloadSnapshots.of(object);
    return Optional.of(
        new ObservedWorkload(
            workload,
            Optional.of(
                new PodReading<>(new Patiently(), nodes)
                    .of(workload, MappedWorkload.of(object).selector()))));
  }
}
