/**
 * Breaks the engine and what it stands on in named ways, and asks the simulation which promise that
 * breaks. A mutant that no world notices is a hole in the net.
 */
@NullMarked
package dev.rollwave.simulation.mutants;

import org.jspecify.annotations.NullMarked;
