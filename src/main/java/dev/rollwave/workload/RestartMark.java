package dev.rollwave.workload;

/**
 * What a restart by Rollwave leaves on the workload's own metadata, in the request that also writes
 * the stamp.
 *
 * @param runId the run that restarted it
 * @param plan name of that run's plan
 * @param stamp the stamp that the run wrote, by which a stamp taken away is told
 */
public record RestartMark(String runId, String plan, String stamp) {}
