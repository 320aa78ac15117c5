package dev.rollwave.simulation;

import dev.rollwave.engine.Event;
import dev.rollwave.runner.Alarm;
import dev.rollwave.simulation.VirtualTime.Occurrence;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** An alarm that rings in virtual time. */
public final class SimulatedAlarm implements Alarm {
  private final VirtualTime time;
  private final Consumer<Event> sink;
  private Optional<Occurrence> set = Optional.empty();

  SimulatedAlarm(VirtualTime time, Consumer<Event> sink) {
    this.time = time;
    this.sink = sink;
  }

  @Override
  public void ringAt(Instant instant) {
    close();
    if (!instant.equals(Instant.MAX)) {
      set = Optional.of(time.at(instant, () -> sink.accept(new Event.TimePassed())));
    }
  }

  @Override
  public void close() {
    set.ifPresent(Occurrence::cancel);
    set = Optional.empty();
  }
}
