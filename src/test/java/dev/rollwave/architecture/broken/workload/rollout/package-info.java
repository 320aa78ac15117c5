@NullMarked
package dev.rollwave.architecture.broken.workload.rollout;

import org.jspecify.annotations.NullMarked;
