/**
 * What can be restarted: kinds, references, snapshots of workloads and pods, and the marks that a
 * restart leaves. Pure: what is judged by them is in the sub-packages, and reading a cluster is
 * left to {@code kubernetes} and {@code simulation}.
 */
@NullMarked
package dev.rollwave.workload;

import org.jspecify.annotations.NullMarked;
