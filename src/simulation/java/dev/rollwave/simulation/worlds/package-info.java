/**
 * Random worlds, each made of one seed, played through by the real engine and loop, and held
 * against the promises on the cluster's truth: to play one, many, or the smallest that still breaks
 * one. What a world is made of, and what it is held against, is in the packages below.
 */
@NullMarked
package dev.rollwave.simulation.worlds;

import org.jspecify.annotations.NullMarked;
