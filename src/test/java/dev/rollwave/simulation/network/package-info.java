/** What {@code simulation.network} does, tried. */
@NullMarked
package dev.rollwave.simulation.network;

import org.jspecify.annotations.NullMarked;
