@NullMarked
package dev.rollwave.architecture.broken.runner.record;

import org.jspecify.annotations.NullMarked;
