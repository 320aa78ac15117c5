package dev.rollwave.simulation.network;

import dev.rollwave.engine.message.Event;
import dev.rollwave.simulation.network.Wire.Leg;
import dev.rollwave.simulation.time.VirtualTime;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What travels between one runner and the API server, until the runner is gone. */
final class Traffic {
  private final VirtualTime time;
  private final Wire wire;
  private final SimulatedReachability reachability;
  private boolean closed;

  Traffic(VirtualTime time, Wire wire) {
    this.time = time;
    this.wire = wire;
    this.reachability = new SimulatedReachability(time, wire);
  }

  VirtualTime time() {
    return time;
  }

  Wire wire() {
    return wire;
  }

  SimulatedReachability reachability() {
    return reachability;
  }

  /**
   * Sends something on its way.
   *
   * @param arrival what it does where it arrives, as often as it does
   * @return whether it was lost, though the server is within reach
   */
  boolean isLost(Leg leg, WorkloadRef ref, Runnable arrival) {
    if (reachability.isDown()) {
      return false;
    }
    List<Duration> deliveries = wire.deliveries(leg, ref);
    for (Duration delay : deliveries) {
      // What the runner sent still arrives after it closed; nothing reaches the runner any more.
      time.after(delay, leg == Leg.REQUEST ? arrival : guarded(withinReach(arrival)));
    }
    return deliveries.isEmpty();
  }

  // What is on its way when the server goes out of reach is lost with the connection.
  private Runnable withinReach(Runnable arrival) {
    return () -> {
      if (!reachability.isDown()) {
        arrival.run();
      }
    };
  }

  /** {@code sink}, as long as the runner is there. */
  Consumer<Event> guarded(Consumer<Event> sink) {
    return event -> {
      if (!closed) {
        sink.accept(event);
      }
    };
  }

  /** {@code action}, as long as the runner is there. */
  Runnable guarded(Runnable action) {
    return () -> {
      if (!closed) {
        action.run();
      }
    };
  }

  void close() {
    closed = true;
  }
}
