/** The only room that knows Quartz: rings a run's alarm and starts runs on schedule. */
@NullMarked
package dev.rollwave.quartz;

import org.jspecify.annotations.NullMarked;
