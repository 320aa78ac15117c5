/** What happens next: step(state, event, now) to state, commands and wakeAt. Pure. */
@NullMarked
package dev.rollwave.engine;

import org.jspecify.annotations.NullMarked;
