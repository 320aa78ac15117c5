@NullMarked
package dev.rollwave.architecture.broken.kubernetes.record;

import org.jspecify.annotations.NullMarked;
