/** What can be restarted: references, snapshots, and the rules that judge a rollout. Pure. */
@NullMarked
package dev.rollwave.workload;

import org.jspecify.annotations.NullMarked;
