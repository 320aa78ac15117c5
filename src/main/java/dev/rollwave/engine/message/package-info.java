/**
 * What goes in and out of a step: events that it is told, commands and notifications that it
 * answers, and the words that they share. What follows from one is up to {@code engine}.
 */
@NullMarked
package dev.rollwave.engine.message;

import org.jspecify.annotations.NullMarked;
