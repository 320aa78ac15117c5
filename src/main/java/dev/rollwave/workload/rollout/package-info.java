/**
 * How a rollout stands by what its workload and its pods show, and whether a restart would do what
 * is meant. What follows for a run is up to {@code engine}; what differs from kind to kind is in
 * {@code KindRules}.
 */
@NullMarked
package dev.rollwave.workload.rollout;

import org.jspecify.annotations.NullMarked;
