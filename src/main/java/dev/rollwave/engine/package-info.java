/**
 * What happens next: {@code step(state, event, now)} to state, commands and the next instant to be
 * asked, with all that may change a state. Pure: no clock, thread or request; carrying commands out
 * is the runner's work.
 */
@NullMarked
package dev.rollwave.engine;

import org.jspecify.annotations.NullMarked;
