/**
 * The states of a run in words that screens, logs and reports share. How they are painted and laid
 * out is left to those who show them.
 */
@NullMarked
package dev.rollwave.console.words;

import org.jspecify.annotations.NullMarked;
