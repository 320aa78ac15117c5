@NullMarked
package dev.rollwave.architecture.broken.simulation.worlds.world;

import org.jspecify.annotations.NullMarked;
