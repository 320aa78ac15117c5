/**
 * When a restart may start: maintenance windows, freezes, cron times, and the calendar made of
 * them. Pure: the zone comes with the plan and the time as an argument.
 */
@NullMarked
package dev.rollwave.window;

import org.jspecify.annotations.NullMarked;
