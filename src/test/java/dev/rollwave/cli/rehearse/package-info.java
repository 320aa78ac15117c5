/** Tests of rehearsals, run in this process as a person would type them. */
@NullMarked
package dev.rollwave.cli.rehearse;

import org.jspecify.annotations.NullMarked;
