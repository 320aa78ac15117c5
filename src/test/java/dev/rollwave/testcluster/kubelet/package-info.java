/**
 * A kubelet played by the tests: each pod goes through scenes that a rule chooses. The nodes of
 * kwok are in {@code controlplane}.
 */
@NullMarked
package dev.rollwave.testcluster.kubelet;

import org.jspecify.annotations.NullMarked;
