@NullMarked
package dev.rollwave.architecture.broken.workload;

import org.jspecify.annotations.NullMarked;
