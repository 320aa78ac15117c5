/** When a restart may start: maintenance windows, freezes, and the calendar made of both. Pure. */
@NullMarked
package dev.rollwave.window;

import org.jspecify.annotations.NullMarked;
