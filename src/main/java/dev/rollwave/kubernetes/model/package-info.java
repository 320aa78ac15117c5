/**
 * The objects of Kubernetes in the words of {@code workload}: workloads, pods, revisions. Nothing
 * here sends a request.
 */
@NullMarked
package dev.rollwave.kubernetes.model;

import org.jspecify.annotations.NullMarked;
