/** Tests of what a person asks of runs. */
@NullMarked
package dev.rollwave.cli.runs;

import org.jspecify.annotations.NullMarked;
