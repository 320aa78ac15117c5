/** Commands, wiring and exit statuses. */
@NullMarked
package dev.rollwave.cli;

import org.jspecify.annotations.NullMarked;
