@NullMarked
package dev.rollwave.window;

import org.jspecify.annotations.NullMarked;
