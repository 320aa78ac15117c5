/**
 * What is known before a run: the problems of a plan, its waves, the health of its workloads, and
 * what a start would do. What a run of it may take is in {@code rehearsal}.
 */
@NullMarked
package dev.rollwave.console.preview;

import org.jspecify.annotations.NullMarked;
