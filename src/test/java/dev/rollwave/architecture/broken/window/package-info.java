@NullMarked
package dev.rollwave.architecture.broken.window;

import org.jspecify.annotations.NullMarked;
