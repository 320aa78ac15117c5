@NullMarked
package dev.rollwave.architecture.broken.kubernetes;

import org.jspecify.annotations.NullMarked;
