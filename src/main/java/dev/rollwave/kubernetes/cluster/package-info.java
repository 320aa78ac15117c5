/**
 * The cluster as a run works on it: watches, restarts, and looks at pods. What comes before a run
 * is in {@code preflight}.
 */
@NullMarked
package dev.rollwave.kubernetes.cluster;

import org.jspecify.annotations.NullMarked;
