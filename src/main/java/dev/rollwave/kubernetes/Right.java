package dev.rollwave.kubernetes;

import dev.rollwave.workload.WorkloadKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that a run must be allowed to do.
 *
 * @param verb as RBAC calls it
 * @param where the collection
 */
record Right(String verb, ApiPath where) {

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
