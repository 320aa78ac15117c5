/**
 * A run while it proceeds, redrawn in place or line by line, and what {@code serve} does between
 * runs. What remains of a run that has ended is in {@code report}.
 */
@NullMarked
package dev.rollwave.console.progress;

import org.jspecify.annotations.NullMarked;
