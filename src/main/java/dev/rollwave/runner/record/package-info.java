/**
 * What is kept about the runs of a plan, when it is written, and how a start decides by it: begin a
 * run, continue one, or touch nothing. Where a record is kept is up to the adapters, and the loop
 * knows nothing of records.
 */
@NullMarked
package dev.rollwave.runner.record;

import org.jspecify.annotations.NullMarked;
