/** Tests of how the process ends, and of what it leaves with. */
@NullMarked
package dev.rollwave.cli.process;

import org.jspecify.annotations.NullMarked;
