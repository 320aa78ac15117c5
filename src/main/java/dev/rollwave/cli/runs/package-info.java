/**
 * What a person asks of the runs of a plan, from anywhere: status and history, pause, resume and
 * cancel. They read record, lock and workloads and write the record; it is the run's own process
 * that obeys.
 */
@NullMarked
package dev.rollwave.cli.runs;

import org.jspecify.annotations.NullMarked;
