/**
 * Random worlds, each made of one seed, played through by the real engine and loop, and held
 * against the promises on the cluster's truth.
 */
@NullMarked
package dev.rollwave.simulation.worlds;

import org.jspecify.annotations.NullMarked;
