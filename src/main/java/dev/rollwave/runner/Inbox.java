package dev.rollwave.runner;

import dev.rollwave.engine.message.Event;

/** Where the loop gets its events, one at a time. */
public interface Inbox {

  /** The next event, waiting until there is one. */
  Event take() throws InterruptedException;
}
