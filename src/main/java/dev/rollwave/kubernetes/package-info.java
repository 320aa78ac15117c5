/** The only room that knows fabric8: patch, watch, lock and preflight on a real cluster. */
@NullMarked
package dev.rollwave.kubernetes;

import org.jspecify.annotations.NullMarked;
