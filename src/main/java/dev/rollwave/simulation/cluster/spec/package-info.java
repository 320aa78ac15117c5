/**
 * What a simulated cluster is made of: its workloads, how their pods behave and how long they take.
 * What becomes of them is in {@code cluster}.
 */
@NullMarked
package dev.rollwave.simulation.cluster.spec;

import org.jspecify.annotations.NullMarked;
