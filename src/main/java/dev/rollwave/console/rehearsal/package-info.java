/**
 * What a rehearsal has found, once or many times, and how a real run compares with it. How it is
 * played is left to {@code simulation}.
 */
@NullMarked
package dev.rollwave.console.rehearsal;

import org.jspecify.annotations.NullMarked;
