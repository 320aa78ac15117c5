package dev.rollwave.workload.rollout;

import dev.rollwave.workload.WorkloadRef;

/**
 * A workload and what the rules say about its rollout.
 *
 * @param ref which workload
 * @param status the verdict
 */
public record JudgedWorkload(WorkloadRef ref, RolloutStatus status) {}
