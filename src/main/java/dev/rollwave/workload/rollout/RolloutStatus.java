package dev.rollwave.workload.rollout;

/**
 * What the rules say about one rollout.
 *
 * @param status the verdict
 * @param reason why, one CamelCase word such as {@code NotObserved} or {@code
 *     ProgressDeadlineExceeded}
 * @param message for a person: what is so, in numbers and names
 */
public record RolloutStatus(Status status, String reason, String message) {}
