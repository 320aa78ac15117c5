/**
 * The command {@code rollwave}, and those of its subcommands that need few classes; the others have
 * a package each, and none of them uses this one. Nothing here decides about a run; that is the
 * engine's.
 */
@NullMarked
package dev.rollwave.cli;

import org.jspecify.annotations.NullMarked;
