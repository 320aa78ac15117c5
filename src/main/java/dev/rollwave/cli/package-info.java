/**
 * Commands, wiring and exit statuses: what a person or a Job calls, and the only place that puts
 * the other packages together. Decides nothing about a run; that is the engine's.
 */
@NullMarked
package dev.rollwave.cli;

import org.jspecify.annotations.NullMarked;
