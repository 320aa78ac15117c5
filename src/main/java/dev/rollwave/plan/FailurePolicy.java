package dev.rollwave.plan;

/** What a run does after a workload failed. */
public enum FailurePolicy {
  /** No new restart anywhere; rollouts under way are seen through. */
  HALT,
  /** Only the waves that depend on the failed workload's wave stay untouched. */
  CONTINUE
}
