/** Tests of the random worlds, and of the engine in them. */
@NullMarked
package dev.rollwave.simulation.worlds;

import org.jspecify.annotations.NullMarked;
