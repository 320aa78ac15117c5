/**
 * Many runs one after the other in one JVM, while faults strike: each of them has to tell the truth
 * about the cluster, and none may leave anything behind in the process.
 */
@NullMarked
package dev.rollwave.testcluster.soak;

import org.jspecify.annotations.NullMarked;
