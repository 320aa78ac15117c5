/**
 * A plan played through in advance, and the demo: the clusters they are played on, the processes
 * that play them, and their faults. How it is told is up to {@code console}.
 */
@NullMarked
package dev.rollwave.simulation.rehearsal;

import org.jspecify.annotations.NullMarked;
