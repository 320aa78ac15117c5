/**
 * The loop that feeds events to the engine and carries out its commands, and the ports that it
 * needs. It decides nothing about a workload, knows a cluster only by its port, and leaves records
 * to {@code runner.record}.
 */
@NullMarked
package dev.rollwave.runner;

import org.jspecify.annotations.NullMarked;
