/**
 * The record of the runs of a plan, in a ConfigMap: its text and its writing. What is recorded is
 * up to {@code runner}.
 */
@NullMarked
package dev.rollwave.kubernetes.record;

import org.jspecify.annotations.NullMarked;
