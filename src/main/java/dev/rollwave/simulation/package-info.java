/**
 * A cluster and a clock in memory, for rehearsals, the demo and tests: {@code cluster} under {@code
 * network} under {@code rehearsal}, by the time of {@code time}. It stands behind the same ports as
 * a real cluster, and judges nothing itself.
 */
@NullMarked
package dev.rollwave.simulation;

import org.jspecify.annotations.NullMarked;
