/** Holds the arrows between the rooms, and proves with {@code broken} that each rule can fail. */
@NullMarked
package dev.rollwave.architecture;

import org.jspecify.annotations.NullMarked;
