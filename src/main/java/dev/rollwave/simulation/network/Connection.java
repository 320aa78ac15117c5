package dev.rollwave.simulation.network;

import dev.rollwave.simulation.cluster.SimulatedWorld;
import java.time.InstantSource;

/**
 * What one runner has of a simulated world.
 *
 * @param cluster its view of it
 * @param inbox where its events arrive; lets the time pass
 * @param alarm rings in the inbox
 */
public record Connection(SimulatedCluster cluster, SimulatedInbox inbox, SimulatedAlarm alarm) {

  /** A connection over which everything arrives, in order. */
  public static Connection to(SimulatedWorld world) {
    return over(Wire.steady(world.latencies()), world);
  }

  /** A connection over {@code wire}. */
  public static Connection over(Wire wire, SimulatedWorld world) {
    return over(wire, world, world.time());
  }

  /** A connection over {@code wire} of a runner whose own clock is {@code clock}. */
  public static Connection over(Wire wire, SimulatedWorld world, InstantSource clock) {
    SimulatedInbox inbox = new SimulatedInbox(world.time());
    return new Connection(
        new SimulatedCluster(world.time(), clock, world.api(), wire),
        inbox,
        new SimulatedAlarm(world.time(), clock, inbox));
  }
}
