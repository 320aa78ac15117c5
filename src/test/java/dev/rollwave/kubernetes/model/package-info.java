/** What {@code kubernetes.model} does, tried. */
@NullMarked
package dev.rollwave.kubernetes.model;

import org.jspecify.annotations.NullMarked;
