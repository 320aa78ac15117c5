@NullMarked
package dev.rollwave.engine;

import org.jspecify.annotations.NullMarked;
