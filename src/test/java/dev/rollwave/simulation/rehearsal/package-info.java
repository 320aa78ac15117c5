/** What {@code simulation.rehearsal} does, tried. */
@NullMarked
package dev.rollwave.simulation.rehearsal;

import org.jspecify.annotations.NullMarked;
