/**
 * Document to plan, with line, column and fix for every problem. What a plan means is left to
 * {@code plan}.
 */
@NullMarked
package dev.rollwave.planfile;

import org.jspecify.annotations.NullMarked;
