/** What {@code runner.record} does, tried. */
@NullMarked
package dev.rollwave.runner.record;

import org.jspecify.annotations.NullMarked;
