/**
 * What may come of a world, told from what is in it and not by playing it: how its run may end, how
 * long it may take, and how far a runner may be off. What does come of it is held in {@code
 * oracle}.
 */
@NullMarked
package dev.rollwave.simulation.worlds.expected;

import org.jspecify.annotations.NullMarked;
