/**
 * Virtual time: the clock that jumps from one occurrence to the next, how long things take by it,
 * and when the API server is out of reach. What happens at an instant is up to the other packages.
 */
@NullMarked
package dev.rollwave.simulation.time;

import org.jspecify.annotations.NullMarked;
