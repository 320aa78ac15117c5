package dev.rollwave.kubernetes;

import dev.rollwave.runner.ClusterException;
import dev.rollwave.workload.WorkloadKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the workloads that a plan speaks of, with few requests. */
final class Catalogue {
  private final Requests requests;
  private final int patience;

  Catalogue(Requests requests, int patience) {
    this.requests = requests;
    this.patience = patience;
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
    KubernetesResourceList<? extends HasMetadata> list =
        Granting.require(requests, requests.patiently(request, Kinds.listType(kind), patience));
    Map<String, HasMetadata> byName = new TreeMap<>();
    for (HasMetadata object : Objects.requireNonNullElse(list.getItems(), List.<HasMetadata>of())) {
      byName.put(object.getMetadata().getName(), object);
    }
    return byName;
  }
}
