@NullMarked
package dev.rollwave.architecture.broken.console;

import org.jspecify.annotations.NullMarked;
