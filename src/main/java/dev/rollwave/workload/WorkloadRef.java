package dev.rollwave.workload;

/**
 * Names one workload of a cluster.
 *
 * @param kind what it is
 * @param namespace not blank
 * @param name not blank
 */
public record WorkloadRef(WorkloadKind kind, String namespace, String name)
    implements Comparable<WorkloadRef> {
  public WorkloadRef {
    if (namespace.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException("a workload has a namespace and a name");
    }
  }

  /** By namespace, then kind, then name. */
  @Override
  public int compareTo(WorkloadRef other) {
    int byNamespace = namespace.compareTo(other.namespace);
    if (byNamespace != 0) {
      return byNamespace;
    }
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : name.compareTo(other.name);
  }

  /** {@code shop/Deployment/cart}, the form used in flags, logs and reports. */
  @Override
  public String toString() {
    return namespace + "/" + kind.kind() + "/" + name;
  }
}
