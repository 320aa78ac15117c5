/** What {@code kubernetes.connection.exec} does, tried. */
@NullMarked
package dev.rollwave.kubernetes.connection.exec;

import org.jspecify.annotations.NullMarked;
