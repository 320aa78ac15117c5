/** What {@code kubernetes.manifest} does, tried. */
@NullMarked
package dev.rollwave.kubernetes.manifest;

import org.jspecify.annotations.NullMarked;
