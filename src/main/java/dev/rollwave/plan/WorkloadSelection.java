package dev.rollwave.plan;

import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.label.LabelSelector;

/** How a plan names the workloads of a wave. */
public sealed interface WorkloadSelection {

  /** What kind of workload is named. */
  WorkloadKind kind();

  /** In which namespace. */
  String namespace();

  /** One workload by its name. */
  record ByName(WorkloadRef ref) implements WorkloadSelection {
    @Override
    public WorkloadKind kind() {
      return ref.kind();
    }

    @Override
    public String namespace() {
      return ref.namespace();
    }
  }

  /**
   * Every workload of a kind and namespace that a label selector matches.
   *
   * @param kind of the workloads
   * @param namespace in which they are looked for
   * @param selector which of them
   */
  record BySelector(WorkloadKind kind, String namespace, LabelSelector selector)
      implements WorkloadSelection {}
}
