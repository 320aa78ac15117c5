/** What {@code kubernetes.api} does, tried. */
@NullMarked
package dev.rollwave.kubernetes.api;

import org.jspecify.annotations.NullMarked;
