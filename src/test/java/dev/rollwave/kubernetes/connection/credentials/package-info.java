/** What {@code kubernetes.connection.credentials} does, tried. */
@NullMarked
package dev.rollwave.kubernetes.connection.credentials;

import org.jspecify.annotations.NullMarked;
