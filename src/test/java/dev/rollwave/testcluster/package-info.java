/**
 * The cluster that integration tests run against, with its kubelet played by the test, and what the
 * tests read from it to judge Rollwave.
 */
@NullMarked
package dev.rollwave.testcluster;

import org.jspecify.annotations.NullMarked;
