package dev.rollwave.workload;

/**
 * A workload and what the rules say about its rollout.
 *
 * @param ref which workload
 * @param status the verdict
 */
public record JudgedWorkload(WorkloadRef ref, RolloutStatus status) {}
