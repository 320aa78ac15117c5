@NullMarked
package dev.rollwave.architecture.broken.simulation.network;

import org.jspecify.annotations.NullMarked;
