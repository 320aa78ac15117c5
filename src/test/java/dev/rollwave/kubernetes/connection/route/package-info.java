/** What {@code kubernetes.connection.route} does, tried. */
@NullMarked
package dev.rollwave.kubernetes.connection.route;

import org.jspecify.annotations.NullMarked;
