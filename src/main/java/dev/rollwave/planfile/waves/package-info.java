/**
 * Reads the waves with their workloads, their order and their policies. What a selector matches is
 * left to a cluster.
 */
@NullMarked
package dev.rollwave.planfile.waves;

import org.jspecify.annotations.NullMarked;
