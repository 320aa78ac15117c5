/**
 * What keeps a pod, or a controller, from getting on: its cause, what helps, and what Events warn
 * of. For how long it may stand is judged in {@code rollout}.
 */
@NullMarked
package dev.rollwave.workload.trouble;

import org.jspecify.annotations.NullMarked;
