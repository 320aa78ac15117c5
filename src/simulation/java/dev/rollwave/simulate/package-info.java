/**
 * The command that plays the worlds of the simulation, for developers. No part of the product: what
 * is played is in {@code dev.rollwave.simulation.worlds}.
 */
@NullMarked
package dev.rollwave.simulate;

import org.jspecify.annotations.NullMarked;
