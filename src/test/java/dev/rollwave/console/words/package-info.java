/** What {@code console.words} does, tried. */
@NullMarked
package dev.rollwave.console.words;

import org.jspecify.annotations.NullMarked;
