/**
 * What is known, or assumed, of how a workload replaces its pods, for a rehearsal. What comes of it
 * is up to {@code simulation}.
 */
@NullMarked
package dev.rollwave.workload.survey;

import org.jspecify.annotations.NullMarked;
