/**
 * What lies between a runner and a cluster in memory: requests, replies, watches, the runner's
 * inbox and alarm, and what goes wrong on the way. What a request does is up to {@code cluster}.
 */
@NullMarked
package dev.rollwave.simulation.network;

import org.jspecify.annotations.NullMarked;
