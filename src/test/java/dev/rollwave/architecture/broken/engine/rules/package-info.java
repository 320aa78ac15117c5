@NullMarked
package dev.rollwave.architecture.broken.engine.rules;

import org.jspecify.annotations.NullMarked;
