/** What {@code engine.analysis} does, tried. */
@NullMarked
package dev.rollwave.engine.analysis;

import org.jspecify.annotations.NullMarked;
