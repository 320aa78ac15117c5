/**
 * The promises, held after every event on the cluster's truth. It repeats rules of the engine on
 * purpose, and uses none of them; what it is told comes from {@code runners}.
 */
@NullMarked
package dev.rollwave.simulation.worlds.oracle;

import org.jspecify.annotations.NullMarked;
