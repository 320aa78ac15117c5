@NullMarked
package dev.rollwave.architecture.broken.console.text;

import org.jspecify.annotations.NullMarked;
