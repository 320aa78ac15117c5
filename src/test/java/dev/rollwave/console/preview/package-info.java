/** What {@code console.preview} does, tried. */
@NullMarked
package dev.rollwave.console.preview;

import org.jspecify.annotations.NullMarked;
