/**
 * The process that a command runs in: its exit status, its name in a lock, its version, and the
 * signals that end it. What it works on is up to the other packages.
 */
@NullMarked
package dev.rollwave.cli.process;

import org.jspecify.annotations.NullMarked;
