/**
 * What a run must survive: a test for each fault of {@code docs/faults.md}, named by its id, with
 * the cluster as the only witness.
 */
@NullMarked
package dev.rollwave.testcluster.faults;

import org.jspecify.annotations.NullMarked;
