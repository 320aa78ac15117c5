/**
 * The processes that work on a world's run, one after the other or two at a time: how they enter,
 * die, stand still and are replaced. Each tells the {@code oracle} what it sends and says.
 */
@NullMarked
package dev.rollwave.simulation.worlds.runners;

import org.jspecify.annotations.NullMarked;
