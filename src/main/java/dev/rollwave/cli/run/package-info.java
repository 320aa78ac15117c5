/**
 * {@code rollwave run}: one execution of a plan, from the window over preflight, lock and record to
 * the report. What happens next in it is the engine's to decide.
 */
@NullMarked
package dev.rollwave.cli.run;

import org.jspecify.annotations.NullMarked;
