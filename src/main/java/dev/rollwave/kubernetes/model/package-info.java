/**
 * The objects of Kubernetes in the words of {@code workload}: workloads, pods, revisions, events.
 * Nothing here sends a request but to read related objects.
 */
@NullMarked
package dev.rollwave.kubernetes.model;

import org.jspecify.annotations.NullMarked;
