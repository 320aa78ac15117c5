/** Workloads as manifests describe them, without a cluster. */
@NullMarked
package dev.rollwave.kubernetes.manifest;

import org.jspecify.annotations.NullMarked;
