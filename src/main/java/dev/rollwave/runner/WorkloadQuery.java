package dev.rollwave.runner;

import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.label.LabelSelector;
import java.util.Map;
import java.util.Optional;

/**
 * One question to a cluster about the workloads of a plan: those of one kind in one namespace.
 * Selections that name workloads of the same kind and namespace share one query.
 *
 * @param kind of the workloads
 * @param namespace of the workloads
 * @param labels which of them; empty for all
 */
public record WorkloadQuery(WorkloadKind kind, String namespace, Optional<LabelSelector> labels) {

  /** The query whose answer holds the workloads of {@code selection}. */
  public static WorkloadQuery of(WorkloadSelection selection) {
    return new WorkloadQuery(
        selection.kind(),
        selection.namespace(),
        switch (selection) {
          case WorkloadSelection.ByName _ -> Optional.empty();
          case WorkloadSelection.BySelector it -> Optional.of(it.selector());
        });
  }

  /** Whether the workload {@code ref}, which carries {@code its} labels, answers the query. */
  public boolean matches(WorkloadRef ref, Map<String, String> its) {
    return ref.kind() == kind
        && ref.namespace().equals(namespace)
        && labels.filter(selector -> !selector.matches(its)).isEmpty();
  }
}
