package dev.rollwave.workload;

/**
 * What a run does when somebody else changes a workload's template while its rollout is under way.
 */
public enum ForeignChange {
  /** Say so, and judge the newer rollout. */
  WAIT,
  /** Call the workload failed. */
  FAIL
}
