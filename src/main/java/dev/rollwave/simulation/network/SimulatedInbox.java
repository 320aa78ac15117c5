package dev.rollwave.simulation.network;

import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.Inbox;
import dev.rollwave.simulation.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets time pass until there is an event. What happens in the cluster meanwhile happens here, on
 * the loop's own thread.
 */
public final class SimulatedInbox implements Inbox, Consumer<Event> {
  // Pods that crash or flap keep a lost world busy for ever; no window is shut for longer than
  // this.
  private static final Duration LOST_AFTER = Duration.ofDays(400);

  private final VirtualTime time;
  private final ArrayDeque<Event> waiting = new ArrayDeque<>();

  SimulatedInbox(VirtualTime time) {
    this.time = time;
  }

  @Override
  public void accept(Event event) {
    waiting.add(event);
  }

  /** The next event that is there now; lets no time pass. */
  public Optional<Event> poll() {
    return Optional.ofNullable(waiting.poll());
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when nothing will ever happen again, so that the loop would wait
   *     for ever
   */
  @Override
  public Event take() {
    Instant since = time.instant();
    while (waiting.isEmpty()) {
      if (!time.passToNext()) {
        throw new IllegalStateException(
            "the run is lost: it waits since " + since + ", and nothing is due any more");
      }
      if (time.instant().isAfter(since.plus(LOST_AFTER))) {
        throw new IllegalStateException(
            "the run is lost: it waits since "
                + since
                + " in vain, and now it is "
                + time.instant());
      }
    }
    return waiting.remove();
  }
}
