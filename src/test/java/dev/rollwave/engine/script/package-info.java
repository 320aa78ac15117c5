/** Runs that a test plays by hand: plans, Deployments and the order of events. */
@NullMarked
package dev.rollwave.engine.script;

import org.jspecify.annotations.NullMarked;
