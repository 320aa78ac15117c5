/** What {@code console.text} does, tried. */
@NullMarked
package dev.rollwave.console.text;

import org.jspecify.annotations.NullMarked;
