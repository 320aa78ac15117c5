package dev.rollwave.kubernetes.preflight;

import dev.rollwave.kubernetes.api.Answer;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Granting;
import dev.rollwave.kubernetes.api.Pages;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.kubernetes.model.KindMapping;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the workloads that a plan speaks of, with few requests. */
final class WorkloadLister {
  private final Requests requests;
  private final int attempts;

  WorkloadLister(Requests requests, int attempts) {
    this.requests = requests;
    this.attempts = attempts;
  }

  /**
   * All workloads of a kind and namespace, by name.
   *
   * @param labels a selector that they match; empty for all
   */
  Map<String, HasMetadata> list(WorkloadKind kind, String namespace, Optional<String> labels)
      throws ClusterException, InterruptedException {
    ApiRequest all = ApiRequest.list(ApiPath.of(kind, namespace));
    ApiRequest request = labels.map(text -> all.with("labelSelector", text)).orElse(all);
    Pages.Listing<HasMetadata> listing =
        Granting.require(
            requests,
            Pages.<HasMetadata>read(
                request,
                page -> requests.patiently(page, KindMapping.of(kind).listType(), attempts)));
    Map<String, HasMetadata> byName = new TreeMap<>();
    for (HasMetadata object : listing.items()) {
      byName.put(object.getMetadata().getName(), object);
    }
    return byName;
  }

  /** The workload that {@code ref} names; empty when it is not there. */
  Optional<HasMetadata> get(WorkloadRef ref) throws ClusterException, InterruptedException {
    Answer<? extends HasMetadata> answer =
        requests.patiently(
            ApiRequest.get(ApiPath.of(ref)), KindMapping.of(ref.kind()).type(), attempts);
    return answer instanceof Answer.Refused<?> refused && refused.isNotFound()
        ? Optional.empty()
        : Optional.of(Granting.require(requests, answer));
  }
}
