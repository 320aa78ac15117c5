/**
 * What a run costs on a real control plane, measured: beside a loop of kubectl, and from an event
 * to the PATCH that follows from it. Figures depend on the machine, so that no test judges them;
 * tests see to it that the measuring works.
 */
@NullMarked
package dev.rollwave.testcluster.benchmark;

import org.jspecify.annotations.NullMarked;
