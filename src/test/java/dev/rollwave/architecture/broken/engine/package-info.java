@NullMarked
package dev.rollwave.architecture.broken.engine;

import org.jspecify.annotations.NullMarked;
