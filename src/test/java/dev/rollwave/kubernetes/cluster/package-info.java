/** What {@code kubernetes.cluster} does, tried. */
@NullMarked
package dev.rollwave.kubernetes.cluster;

import org.jspecify.annotations.NullMarked;
