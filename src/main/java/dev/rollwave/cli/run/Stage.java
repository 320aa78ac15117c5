package dev.rollwave.cli.run;

import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.Alarm;
import dev.rollwave.runner.Clocks;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.runner.Inbox;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a run takes place: a real cluster and real time, or simulated ones.
 *
 * @param cluster that is restarted
 * @param inbox where the loop takes events from
 * @param sink where events are put; ends up in {@code inbox}
 * @param alarm whose ringing ends up in {@code inbox} too
 * @param clocks the time that counts
 * @param access which cluster it is; empty for one in memory
 */
public record Stage(
    Cluster cluster,
    Inbox inbox,
    Consumer<Event> sink,
    Alarm alarm,
    Clocks clocks,
    Optional<ClusterAccess> access) {}
