package dev.rollwave.workload;

import java.util.Comparator;

/**
 * Names one workload of a cluster.
 *
 * @param kind what it is
 * @param namespace not blank
 * @param name not blank
 */
public record WorkloadRef(WorkloadKind kind, String namespace, String name)
    implements Comparable<WorkloadRef> {
  private static final Comparator<WorkloadRef> ORDER =
      Comparator.comparing(WorkloadRef::namespace)
          .thenComparing(WorkloadRef::kind)
          .thenComparing(WorkloadRef::name);

  public WorkloadRef {
    if (namespace.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException("a workload has a namespace and a name");
    }
  }

  @Override
  public int compareTo(WorkloadRef other) {
    return ORDER.compare(this, other);
  }

  /** {@code shop/Deployment/cart}, the form used in flags, logs and reports. */
  @Override
  public String toString() {
    return namespace + "/" + kind.kind() + "/" + name;
  }
}
