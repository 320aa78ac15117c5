@NullMarked
package dev.rollwave.architecture.broken.simulation.cluster;

import org.jspecify.annotations.NullMarked;
