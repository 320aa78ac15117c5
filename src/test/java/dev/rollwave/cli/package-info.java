/** Tests of the commands, run in this process as a person would type them. */
@NullMarked
package dev.rollwave.cli;

import org.jspecify.annotations.NullMarked;
