@NullMarked
package dev.rollwave.console;

import org.jspecify.annotations.NullMarked;
