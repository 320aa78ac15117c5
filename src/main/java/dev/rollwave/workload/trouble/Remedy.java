package dev.rollwave.workload.trouble;

/**
 * What would help a pod that cannot become ready.
 *
 * @param advice for a person, without a full stop
 * @param command of kubectl that does the last step of it, or that shows what is to be done
 */
public record Remedy(String advice, String command) {}
