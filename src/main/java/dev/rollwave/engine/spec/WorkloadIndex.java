package dev.rollwave.engine.spec;

/**
 * Where a workload stands in a run.
 *
 * @param wave index of its wave, in the plan's order
 * @param workload its own index within the wave
 */
public record WorkloadIndex(int wave, int workload) {}
