package dev.rollwave.runner;

import dev.rollwave.engine.message.Event;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** An inbox that any thread may put events into; first in, first out. */
public final class EventQueue implements Inbox, Consumer<Event> {
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  @Override
  public void accept(Event event) {
    events.add(event);
  }

  @Override
  public Event take() throws InterruptedException {
    return events.take();
  }

  /** The first event in the queue that ends the run at once; it stays in the queue. */
  public Optional<Event.CutShort> cutShort() {
    for (Event event : events) {
      if (event instanceof Event.CutShort cutShort) {
        return Optional.of(cutShort);
      }
    }
    return Optional.empty();
  }
}
