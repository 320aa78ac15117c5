/**
 * What a world is, as a value: a plan that may be edited, a cluster, and what goes wrong. How it is
 * drawn from a seed is in {@code random}, and nothing here plays it.
 */
@NullMarked
package dev.rollwave.simulation.worlds.world;

import org.jspecify.annotations.NullMarked;
