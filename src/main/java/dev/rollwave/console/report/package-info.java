/**
 * What a person, a machine or an auditor reads of a run from outside: its end, its standing, and
 * the plan's earlier runs. A rehearsed run is in {@code rehearsal}.
 */
@NullMarked
package dev.rollwave.console.report;

import org.jspecify.annotations.NullMarked;
