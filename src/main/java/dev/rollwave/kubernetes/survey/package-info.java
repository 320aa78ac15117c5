/**
 * Workloads with their pods, as they are read once: for a run, for a person, or to tell how long
 * the rollouts of a plan take. What comes of the latter is up to {@code simulation}.
 */
@NullMarked
package dev.rollwave.kubernetes.survey;

import org.jspecify.annotations.NullMarked;
