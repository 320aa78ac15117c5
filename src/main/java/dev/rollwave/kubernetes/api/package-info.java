/**
 * Requests to one API server, answered with what they mean for a run: granted, refused, or in
 * doubt. What is asked is up to the other packages.
 */
@NullMarked
package dev.rollwave.kubernetes.api;

import org.jspecify.annotations.NullMarked;
