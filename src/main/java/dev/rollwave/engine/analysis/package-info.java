/**
 * What decided how long a run took, told from its last state: the critical path, and how much
 * longer each workload could have taken. Nothing here has a say in a run.
 */
@NullMarked
package dev.rollwave.engine.analysis;

import org.jspecify.annotations.NullMarked;
