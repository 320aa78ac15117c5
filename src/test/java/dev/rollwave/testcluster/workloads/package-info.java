/**
 * What tests put on a cluster, in namespaces of their own, and how they wait until it is rolled
 * out. Nothing here judges Rollwave.
 */
@NullMarked
package dev.rollwave.testcluster.workloads;

import org.jspecify.annotations.NullMarked;
