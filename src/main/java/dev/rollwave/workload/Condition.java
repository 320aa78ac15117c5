package dev.rollwave.workload;

/**
 * A status condition of a workload. Two that are equal are one that was not written anew between.
 *
 * @param type such as {@code Progressing}
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason CamelCase, empty when absent
 * @param message as the controller wrote it, empty when absent
 * @param lastUpdateTime when the controller last wrote it, as the API server spells it; compared
 *     for equality only; empty when absent
 */
public record Condition(
    String type, String status, String reason, String message, String lastUpdateTime) {}
