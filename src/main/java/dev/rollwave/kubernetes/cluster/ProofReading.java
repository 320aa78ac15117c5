package dev.rollwave.kubernetes.cluster;

import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Pages;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.kubernetes.model.PodSnapshots;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.StampedPods;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads a proof that a rollout is complete with one LIST, fresh from the API server: of its pods,
 * where these tell by themselves whose they are and what they were made from.
 */
final class ProofReading {
  /** Many times what a LIST takes; still nothing beside a rollout. */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Requests requests;
  private final PodSelections selections;
  private final SharedPodLists lists;

  ProofReading(Requests requests, PodSelections selections) {
    this.requests = requests;
    this.selections = selections;
    lists = new SharedPodLists(this::list, PATIENCE);
  }

  /** The proof that {@code shown} is complete; empty where pods alone do not prove it. */
  Optional<PodSet> of(WorkloadSnapshot shown) throws InterruptedException {
    Optional<LabelSelector> selector = selections.of(shown);
    if (selector.isEmpty()) {
      return Optional.empty();
    }
    Optional<List<Pod>> pods = lists.selectedBy(shown.ref().namespace(), selector.get());
    return pods.flatMap(it -> PodSnapshots.ownedAsTheyTell(shown, it))
        .flatMap(it -> StampedPods.proving(shown, it));
  }

  // Once: where it is not answered, everything is read, and that insists.
  private Optional<List<Pod>> list(String namespace, String selector) throws InterruptedException {
    ApiRequest request =
        ApiRequest.list(ApiPath.core("pods", namespace)).with("labelSelector", selector);
    return Pages.<Pod>read(request, page -> requests.once(page, PodList.class))
            instanceof Ok<Pages.Listing<Pod>>(Pages.Listing<Pod> all)
        ? Optional.of(all.items())
        : Optional.empty();
  }
}
