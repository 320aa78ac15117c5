/**
 * {@code rollwave serve}: runs plans by their schedules until a signal ends it. When a plan is due
 * is left to {@code quartz}, how it is run to {@code run}.
 */
@NullMarked
package dev.rollwave.cli.serve;

import org.jspecify.annotations.NullMarked;
