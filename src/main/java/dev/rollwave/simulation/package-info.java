/** A cluster and a clock in memory, for demonstrations, rehearsals and tests. */
@NullMarked
package dev.rollwave.simulation;

import org.jspecify.annotations.NullMarked;
