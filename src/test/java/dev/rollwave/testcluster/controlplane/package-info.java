/**
 * A control plane of our own: its build, its processes, and what its API server records. Who plays
 * the pods is not said here, but for kwok, which is one more process beside the others.
 */
@NullMarked
package dev.rollwave.testcluster.controlplane;

import org.jspecify.annotations.NullMarked;
