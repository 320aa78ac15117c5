@NullMarked
package dev.rollwave.architecture.broken.console.words;

import org.jspecify.annotations.NullMarked;
