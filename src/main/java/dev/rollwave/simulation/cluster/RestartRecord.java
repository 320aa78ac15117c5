package dev.rollwave.simulation.cluster;

import dev.rollwave.workload.RestartMark;
import java.time.Instant;

/**
 * A stamp that the API server wrote: the truth that a run is judged by.
 *
 * @param at when it was applied
 * @param mark the run, its plan, and the stamp
 * @param generation of the workload afterwards
 */
public record RestartRecord(Instant at, RestartMark mark, long generation) {}
