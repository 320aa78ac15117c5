/**
 * What a person reads: the live frame, log lines, summaries and reports, and the only package that
 * prints. It shows what it is handed, and asks no cluster.
 */
@NullMarked
package dev.rollwave.console;

import org.jspecify.annotations.NullMarked;
