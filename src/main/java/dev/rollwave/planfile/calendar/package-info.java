/**
 * Reads when restarts may start, and warns of what few would expect of it: time zone, schedule,
 * windows, freezes. When a window is open is left to {@code window}.
 */
@NullMarked
package dev.rollwave.planfile.calendar;

import org.jspecify.annotations.NullMarked;
