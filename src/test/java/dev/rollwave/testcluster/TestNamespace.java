package dev.rollwave.testcluster;

import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;

/**
 * A namespace that one test has for itself. It is deleted, in the background, when the test ends.
 *
 * @param name not blank
 */
public record TestNamespace(String name) {
  /** The Deployment of that name in it. */
  public WorkloadRef deployment(String workload) {
    return new WorkloadRef(WorkloadKind.DEPLOYMENT, name, workload);
  }

  /** The StatefulSet of that name in it. */
  public WorkloadRef statefulSet(String workload) {
    return new WorkloadRef(WorkloadKind.STATEFUL_SET, name, workload);
  }

  /** The DaemonSet of that name in it. */
  public WorkloadRef daemonSet(String workload) {
    return new WorkloadRef(WorkloadKind.DAEMON_SET, name, workload);
  }

  @Override
  public String toString() {
    return name;
  }
}
