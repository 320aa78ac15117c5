/**
 * Where the runners of a world work: their machine's clock, the wire, the records, and the people,
 * nodes and controllers beside them. Nothing here judges a run.
 */
@NullMarked
package dev.rollwave.simulation.worlds.environment;

import org.jspecify.annotations.NullMarked;
