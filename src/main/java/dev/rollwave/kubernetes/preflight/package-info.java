/** What a plan means in a cluster, and whether its user may do it, before anything is restarted. */
@NullMarked
package dev.rollwave.kubernetes.preflight;

import org.jspecify.annotations.NullMarked;
