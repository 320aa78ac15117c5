@NullMarked
package dev.rollwave.architecture.broken.runner;

import org.jspecify.annotations.NullMarked;
