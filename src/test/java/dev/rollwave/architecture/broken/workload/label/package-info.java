@NullMarked
package dev.rollwave.architecture.broken.workload.label;

import org.jspecify.annotations.NullMarked;
