/**
 * The loop that feeds events to the engine and carries out its commands, and the ports it needs. It
 * decides nothing about a workload, and knows no cluster but by its port.
 */
@NullMarked
package dev.rollwave.runner;

import org.jspecify.annotations.NullMarked;
