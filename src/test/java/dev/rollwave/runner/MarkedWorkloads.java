package dev.rollwave.runner;

import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import java.util.List;
import java.util.Optional;

/** Deployments of two pods that may carry a run's mark. */
public final class MarkedWorkloads {
  private MarkedWorkloads() {}

  /** The Deployment {@code name}. */
  public static WorkloadRef ref(String name) {
    return new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", name);
  }

  /**
   * The Deployment {@code name} as it stands.
   *
   * @param updatedOfTwo how many of its two pods are of the newest revision
   */
  public static WorkloadSnapshot of(String name, Optional<RestartMark> mark, int updatedOfTwo) {
    return new DeploymentSnapshot(
        new ObjectState(
            ref(name),
            "uid",
            "7",
            3,
            3,
            false,
            mark.map(RestartMark::stamp),
            mark,
            "template",
            Optional.empty()),
        2,
        2,
        updatedOfTwo,
        2,
        2,
        false,
        new RollingUpdate(1, 0),
        List.of(),
        0,
        List.of());
  }
}
