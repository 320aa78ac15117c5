package dev.rollwave.runner;

import dev.rollwave.engine.RunState;
import dev.rollwave.engine.message.Notification;
import java.time.Instant;
import java.util.List;

/**
 * Several observers as one, told in their order.
 *
 * @param all of them
 */
public record Observers(List<Observer> all) implements Observer {
  public Observers {
    all = List.copyOf(all);
  }

  @Override
  public void stepped(RunState state, List<Notification> notifications, Instant now) {
    all.forEach(observer -> observer.stepped(state, notifications, now));
  }
}
