package dev.rollwave.workload.trouble;

/**
 * What a workload's own controller says is in its way, where no pod can speak for it: most often
 * there is none, since its creation is refused.
 *
 * @param reason such as {@code ReplicaFailure}
 * @param message as the controller wrote it, empty when absent
 * @param writtenAt when the controller wrote it, as the API server spells it; one that passed and
 *     came back has another; empty when absent
 */
public record WorkloadTrouble(String reason, String message, String writtenAt) implements Trouble {}
