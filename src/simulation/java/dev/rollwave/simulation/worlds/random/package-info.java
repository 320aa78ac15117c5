/**
 * Draws a world from its seed: plan, calendar, workloads and faults. What is drawn here never
 * depends on how a world is played.
 */
@NullMarked
package dev.rollwave.simulation.worlds.random;

import org.jspecify.annotations.NullMarked;
