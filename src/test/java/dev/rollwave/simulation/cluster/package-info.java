/**
 * What {@code simulation.cluster} does, tried: its controllers write what real ones were recorded
 * to write.
 */
@NullMarked
package dev.rollwave.simulation.cluster;

import org.jspecify.annotations.NullMarked;
