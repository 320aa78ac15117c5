/** What can be restarted, and the rules that judge a rollout. */
@NullMarked
package dev.rollwave.workload;

import org.jspecify.annotations.NullMarked;
