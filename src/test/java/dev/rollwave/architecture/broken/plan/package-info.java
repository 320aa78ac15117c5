@NullMarked
package dev.rollwave.architecture.broken.plan;

import org.jspecify.annotations.NullMarked;
