@NullMarked
package dev.rollwave.architecture.broken.simulation.worlds.oracle;

import org.jspecify.annotations.NullMarked;
