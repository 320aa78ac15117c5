/** What {@code engine.spec} does, tried and measured. */
@NullMarked
package dev.rollwave.engine.spec;

import org.jspecify.annotations.NullMarked;
