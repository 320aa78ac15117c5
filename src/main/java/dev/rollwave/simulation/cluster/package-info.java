/**
 * A cluster in memory, as it is in truth: an API server, controllers, pods and the kubelet that
 * moves them. How a runner sees it, late or not at all, is in {@code network}.
 */
@NullMarked
package dev.rollwave.simulation.cluster;

import org.jspecify.annotations.NullMarked;
