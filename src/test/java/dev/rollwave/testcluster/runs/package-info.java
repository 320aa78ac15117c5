/**
 * Whole runs of the packaged jar on workloads that are well, with what they cost. What goes wrong
 * in a run is in {@code faults}.
 */
@NullMarked
package dev.rollwave.testcluster.runs;

import org.jspecify.annotations.NullMarked;
