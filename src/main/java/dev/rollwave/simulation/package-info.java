/**
 * A cluster and a clock in memory: controllers, nodes, pods and faults, for rehearsals, the demo
 * and tests. It stands behind the same ports as a real cluster, and judges nothing itself.
 */
@NullMarked
package dev.rollwave.simulation;

import org.jspecify.annotations.NullMarked;
