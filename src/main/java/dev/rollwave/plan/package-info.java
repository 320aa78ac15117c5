/**
 * What was asked: the immutable restart plan, its policies, and the problems that a plan can have.
 * Pure, and free of YAML, which {@code planfile} reads.
 */
@NullMarked
package dev.rollwave.plan;

import org.jspecify.annotations.NullMarked;
