package dev.rollwave.kubernetes;

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
record Right(String verb, ApiPath where) {

  /** All that a run of {@code plan} does with its lock and its record in {@code namespace}. */
  static List<Right> toKeepRuns(String plan, String namespace) {
    ApiPath leases = ApiPath.leases(namespace);
    ApiPath records = ApiPath.configMaps(namespace);
    String name = StatePlace.nameFor(plan);
    return List.of(
        new Right("create", leases),
        new Right("get", leases.named(name)),
        new Right("update", leases.named(name)),
        new Right("create", records),
        new Right("get", records.named(name)),
        new Right("update", records.named(name)),
        new Right("watch", records.named(name)));
  }

  /** All that a run does with workloads of {@code kind} in {@code namespace}. */
  static List<Right> toRestart(WorkloadKind kind, String namespace) {
    List<Right> rights = new ArrayList<>();
    for (String verb : List.of("get", "list", "watch", "patch")) {
      rights.add(new Right(verb, ApiPath.of(kind, namespace)));
    }
    rights.add(new Right("list", ApiPath.core("pods", namespace)));
    switch (kind) {
      case DEPLOYMENT -> rights.add(new Right("list", ApiPath.apps("replicasets", namespace)));
      case DAEMON_SET ->
          rights.add(new Right("list", ApiPath.apps("controllerrevisions", namespace)));
      case STATEFUL_SET -> {
        // It tells its newest revision in its status.
      }
    }
    return List.copyOf(rights);
  }
}
