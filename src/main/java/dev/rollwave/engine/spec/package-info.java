/**
 * What one run is to do: its id, its plan with the workloads that were found for it, and which of
 * them goes first. How far a run has got is not known here.
 */
@NullMarked
package dev.rollwave.engine.spec;

import org.jspecify.annotations.NullMarked;
