/** What {@code console.progress} does, tried. */
@NullMarked
package dev.rollwave.console.progress;

import org.jspecify.annotations.NullMarked;
