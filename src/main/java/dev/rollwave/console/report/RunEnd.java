package dev.rollwave.console.report;

import dev.rollwave.engine.RunState;
import dev.rollwave.runner.ClusterAccess;
import java.time.Instant;
import java.util.Optional;

/**
 * A run that has ended.
 *
 * @param state its last
 * @param at when it ended
 * @param access the cluster of the run; empty for one in memory
 */
public record RunEnd(RunState state, Instant at, Optional<ClusterAccess> access) {}
