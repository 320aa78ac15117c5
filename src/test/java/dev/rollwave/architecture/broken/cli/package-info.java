@NullMarked
package dev.rollwave.architecture.broken.cli;

import org.jspecify.annotations.NullMarked;
