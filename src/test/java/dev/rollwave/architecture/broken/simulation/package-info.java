@NullMarked
package dev.rollwave.architecture.broken.simulation;

import org.jspecify.annotations.NullMarked;
