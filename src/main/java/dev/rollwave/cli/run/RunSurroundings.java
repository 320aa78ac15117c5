package dev.rollwave.cli.run;

import dev.rollwave.console.Audience;
import dev.rollwave.runner.Alarm;
import dev.rollwave.runner.Clocks;
import dev.rollwave.runner.EventQueue;

/**
 * What a run needs of the world, but for the cluster.
 *
 * @param audience whom it is shown to, and who is asked
 * @param events where answers, the alarm and interrupts arrive
 * @param alarm rings into {@code events}
 * @param clocks real time
 */
record RunSurroundings(Audience audience, EventQueue events, Alarm alarm, Clocks clocks) {}
