/**
 * What can be restarted: references, selectors, snapshots, and the rules that judge a rollout.
 * Pure: reading a cluster is left to {@code kubernetes} and {@code simulation}.
 */
@NullMarked
package dev.rollwave.workload;

import org.jspecify.annotations.NullMarked;
