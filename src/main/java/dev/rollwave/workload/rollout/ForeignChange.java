package dev.rollwave.workload.rollout;

/** What a run does when another client changes a workload's template in mid-rollout. */
public enum ForeignChange {
  /** Say so, and judge the newer rollout. */
  WAIT,
  /** Call the workload failed. */
  FAIL
}
