/**
 * Document to plan, with line, column and fix for every problem; from outside only this package is
 * used. What a plan means is left to {@code plan}.
 */
@NullMarked
package dev.rollwave.planfile;

import org.jspecify.annotations.NullMarked;
