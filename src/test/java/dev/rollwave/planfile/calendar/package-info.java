/** What {@code planfile.calendar} does, tried. */
@NullMarked
package dev.rollwave.planfile.calendar;

import org.jspecify.annotations.NullMarked;
