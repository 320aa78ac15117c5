package dev.rollwave.runner;

import dev.rollwave.engine.Happening;
import dev.rollwave.engine.RunState;
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
  public void stepped(RunState state, List<Happening> happenings, Instant now) {
    all.forEach(observer -> observer.stepped(state, happenings, now));
  }
}
