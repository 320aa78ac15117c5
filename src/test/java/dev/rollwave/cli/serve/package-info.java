/** Tests of runs by schedule. */
@NullMarked
package dev.rollwave.cli.serve;

import org.jspecify.annotations.NullMarked;
