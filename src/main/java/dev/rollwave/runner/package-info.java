/**
 * The loop that feeds events to the engine and carries out its commands, and the ports it needs.
 */
@NullMarked
package dev.rollwave.runner;

import org.jspecify.annotations.NullMarked;
