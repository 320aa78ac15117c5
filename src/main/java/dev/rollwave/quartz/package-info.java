/**
 * Starts runs on schedule and rings a run's alarm: the only package that knows Quartz. Its jobs
 * hold no logic, and its instants come from {@code window}.
 */
@NullMarked
package dev.rollwave.quartz;

import org.jspecify.annotations.NullMarked;
