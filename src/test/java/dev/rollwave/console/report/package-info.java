/** What {@code console.report} does, tried. */
@NullMarked
package dev.rollwave.console.report;

import org.jspecify.annotations.NullMarked;
