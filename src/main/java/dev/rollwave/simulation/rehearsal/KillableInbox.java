package dev.rollwave.simulation.rehearsal;

import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.Inbox;
import dev.rollwave.simulation.network.SimulatedInbox;
import dev.rollwave.simulation.time.VirtualTime;
import java.time.Instant;

/** The inbox of a runner that may be killed, between any two events. */
final class KillableInbox implements Inbox {
  private final SimulatedInbox inbox;
  private boolean killed;

  KillableInbox(SimulatedInbox inbox) {
    this.inbox = inbox;
  }

  /** The runner is killed, without a warning. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Kills the runner that reads this at {@code instant}. */
  void killAt(Instant instant, VirtualTime time) {
    time.at(
        instant,
        () -> {
          killed = true;
          inbox.accept(new Event.TimePassed());
        });
  }

  /**
   * {@inheritDoc}
   *
   * @throws Killed when the time has come
   */
  @Override
  public Event take() {
    Event event = inbox.take();
    if (killed) {
      throw new Killed();
    }
    return event;
  }
}
