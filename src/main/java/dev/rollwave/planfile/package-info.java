/**
 * Text to plan: the only package that knows YAML, with line, column and fix for every problem. What
 * a plan means is left to {@code plan}.
 */
@NullMarked
package dev.rollwave.planfile;

import org.jspecify.annotations.NullMarked;
