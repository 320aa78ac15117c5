package dev.rollwave.recording;

import dev.rollwave.workload.WorkloadKind;

/** How the pods of a workload are replaced. */
public enum Style {
  /** A Deployment by its defaults: 25 % more pods, 25 % fewer. */
  DEPLOYMENT_QUARTERS(WorkloadKind.DEPLOYMENT),
  /** A Deployment that may miss one pod and has none to spare. */
  DEPLOYMENT_NO_SURGE(WorkloadKind.DEPLOYMENT),
  /** A Deployment whose old pods all go first. */
  DEPLOYMENT_RECREATE(WorkloadKind.DEPLOYMENT),
  /** A Deployment that is scaled to twice its size as soon as its rollout has begun. */
  DEPLOYMENT_SCALED_UP(WorkloadKind.DEPLOYMENT),
  /** A Deployment that is scaled to half its size, rounded up, as soon as its rollout has begun. */
  DEPLOYMENT_SCALED_DOWN(WorkloadKind.DEPLOYMENT),
  /** A StatefulSet by its defaults. */
  STATEFUL_SET_ORDERED(WorkloadKind.STATEFUL_SET),
  /** A StatefulSet that keeps the ordinals below {@link #PARTITION} as they are. */
  STATEFUL_SET_PARTITION(WorkloadKind.STATEFUL_SET),
  /** A StatefulSet with {@code podManagementPolicy: Parallel}. */
  STATEFUL_SET_PARALLEL(WorkloadKind.STATEFUL_SET),
  /** A DaemonSet by its defaults: one node at a time. */
  DAEMON_SET_ONE(WorkloadKind.DAEMON_SET),
  /** A DaemonSet that may miss the pods of half of its nodes, rounded up. */
  DAEMON_SET_HALF(WorkloadKind.DAEMON_SET),
  /** A DaemonSet whose pods somebody deletes by hand, one after the other. */
  DAEMON_SET_ON_DELETE(WorkloadKind.DAEMON_SET);

  /** Of {@link #STATEFUL_SET_PARTITION}. */
  public static final int PARTITION = 1;

  /** Of the Deployments that are scaled: pods above what is wanted. */
  public static final int SURGE = 2;

  /** Of the Deployments that are scaled: pods below what is wanted. */
  public static final int UNAVAILABLE = 1;

  private final WorkloadKind kind;

  Style(WorkloadKind kind) {
    this.kind = kind;
  }

  /** What is replaced. */
  public WorkloadKind kind() {
    return kind;
  }

  /** Whether old pods go only when somebody deletes them. */
  public boolean isOnDelete() {
    return this == DAEMON_SET_ON_DELETE;
  }
}
