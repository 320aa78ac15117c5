package dev.rollwave.kubernetes.preflight;

import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.model.KindMapping;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.workload.WorkloadKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that a run must be allowed to do.
 *
 * @param verb as RBAC calls it
 * @param where the collection, or one object of it
 */
public record Permission(String verb, ApiPath where) {

  /** All that a run of {@code plan} does with its lock and its record in {@code namespace}. */
  public static List<Permission> toKeepRuns(String plan, String namespace) {
    ApiPath leases = ApiPath.leases(namespace);
    ApiPath records = ApiPath.configMaps(namespace);
    String name = StatePlace.nameFor(plan);
    return List.of(
        new Permission("create", leases),
        new Permission("get", leases.named(name)),
        new Permission("update", leases.named(name)),
        new Permission("create", records),
        new Permission("get", records.named(name)),
        new Permission("update", records.named(name)),
        new Permission("watch", records.named(name)));
  }

  /** All that a run does with workloads of {@code kind} in {@code namespace}. */
  static List<Permission> toRestart(WorkloadKind kind, String namespace) {
    List<Permission> permissions = new ArrayList<>();
    for (String verb : List.of("get", "list", "watch", "patch")) {
      permissions.add(new Permission(verb, ApiPath.of(kind, namespace)));
    }
    permissions.add(new Permission("list", ApiPath.core("pods", namespace)));
    KindMapping.of(kind)
        .revisionSource()
        .collection(namespace)
        .ifPresent(revisions -> permissions.add(new Permission("list", revisions)));
    return List.copyOf(permissions);
  }
}
