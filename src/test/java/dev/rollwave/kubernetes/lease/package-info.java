/** What {@code kubernetes.lease} does, tried. */
@NullMarked
package dev.rollwave.kubernetes.lease;

import org.jspecify.annotations.NullMarked;
