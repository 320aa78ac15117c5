/** The only room that prints: progress and report for a person. */
@NullMarked
package dev.rollwave.console;

import org.jspecify.annotations.NullMarked;
