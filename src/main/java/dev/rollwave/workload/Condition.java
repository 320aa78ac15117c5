package dev.rollwave.workload;

/**
 * A status condition of a workload.
 *
 * @param type such as {@code Progressing}
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason CamelCase, empty when absent
 * @param message as the controller wrote it, empty when absent
 */
public record Condition(String type, String status, String reason, String message) {}
