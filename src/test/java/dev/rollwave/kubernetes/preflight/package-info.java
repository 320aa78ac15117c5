/** What {@code kubernetes.preflight} does, tried. */
@NullMarked
package dev.rollwave.kubernetes.preflight;

import org.jspecify.annotations.NullMarked;
