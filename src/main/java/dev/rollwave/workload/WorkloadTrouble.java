package dev.rollwave.workload;

/**
 * What a workload's own controller says is in its way, where no pod can speak for it: most often
 * there is none, since its creation is refused.
 *
 * @param reason such as {@code ReplicaFailure}
 * @param message as the controller wrote it, empty when absent
 */
public record WorkloadTrouble(String reason, String message) implements Trouble {}
