/** What {@code kubernetes.record} does, tried. */
@NullMarked
package dev.rollwave.kubernetes.record;

import org.jspecify.annotations.NullMarked;
