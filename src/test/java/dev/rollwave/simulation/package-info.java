/** Tests of the cluster and clock in memory. */
@NullMarked
package dev.rollwave.simulation;

import org.jspecify.annotations.NullMarked;
