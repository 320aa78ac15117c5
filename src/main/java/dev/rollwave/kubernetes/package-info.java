/**
 * A real cluster behind the runner's ports: requests, watches, lock, record and preflight. The only
 * package that knows fabric8; judging what it reads is left to {@code workload}.
 */
@NullMarked
package dev.rollwave.kubernetes;

import org.jspecify.annotations.NullMarked;
