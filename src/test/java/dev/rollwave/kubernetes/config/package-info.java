/** What {@code kubernetes.config} does, tried. */
@NullMarked
package dev.rollwave.kubernetes.config;

import org.jspecify.annotations.NullMarked;
