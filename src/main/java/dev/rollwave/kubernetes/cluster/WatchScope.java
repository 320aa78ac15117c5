package dev.rollwave.kubernetes.cluster;

import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.preflight.PlanResolution;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one watch follows.
 *
 * @param kind of all of {@code refs}
 * @param namespace of all of {@code refs}
 * @param refs not empty
 */
record WatchScope(WorkloadKind kind, String namespace, SortedSet<WorkloadRef> refs) {
  WatchScope {
    refs = Collections.unmodifiableSortedSet(new TreeSet<>(refs));
  }

  /** One scope for each kind and namespace among {@code refs}. */
  static List<WatchScope> of(Collection<WorkloadRef> refs) {
    Map<String, Map<WorkloadKind, SortedSet<WorkloadRef>>> grouped = new TreeMap<>();
    for (WorkloadRef ref : refs) {
      grouped
          .computeIfAbsent(ref.namespace(), n -> new TreeMap<>())
          .computeIfAbsent(ref.kind(), k -> new TreeSet<>())
          .add(ref);
    }
    List<WatchScope> scopes = new ArrayList<>();
    grouped.forEach((namespace, kinds) ->
        kinds.forEach((kind, wanted) -> scopes.add(new WatchScope(kind, namespace, wanted))));
    return List.copyOf(scopes);
  }

  /**
   * Lists of all that is wanted: of each workload by its name where there are few, for there may be
   * thousands of others in the namespace; else of all there. The watch goes on from the first one.
   */
  List<ApiRequest> lists() {
    ApiRequest all = ApiRequest.list(ApiPath.of(kind, namespace));
    return refs.size() > PlanResolution.FEW
        ? List.of(all)
        : refs.stream().map(ref -> narrowed(all, ref)).toList();
  }

  ApiRequest watchFrom(String resourceVersion) {
    ApiRequest all = ApiRequest.watch(ApiPath.of(kind, namespace));
    return (refs.size() == 1 ? narrowed(all, refs.first()) : all)
        .with("resourceVersion", resourceVersion)
        .with("allowWatchBookmarks", "true");
  }

  private static ApiRequest narrowed(ApiRequest request, WorkloadRef ref) {
    return request.with("fieldSelector", "metadata.name=" + ref.name());
  }
}
