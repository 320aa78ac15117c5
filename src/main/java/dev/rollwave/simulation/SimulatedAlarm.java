package dev.rollwave.simulation;

import dev.rollwave.engine.Event;
import dev.rollwave.runner.Alarm;
import dev.rollwave.simulation.VirtualTime.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** An alarm that rings in virtual time. */
public final class SimulatedAlarm implements Alarm {
  private final VirtualTime time;
  private final InstantSource clock;
  private final Consumer<Event> sink;
  private Optional<Occurrence> set = Optional.empty();

  SimulatedAlarm(VirtualTime time, InstantSource clock, Consumer<Event> sink) {
    this.time = time;
    this.clock = clock;
    this.sink = sink;
  }

  @Override
  public void ringAt(Instant instant) {
    if (instant.equals(Instant.MAX)) {
      close();
      return;
    }
    // A clock that is set afterwards makes it ring early or late, as a real one may.
    Duration wait = Duration.between(clock.instant(), instant);
    Instant rings = time.instant().plus(wait.isNegative() ? Duration.ZERO : wait);
    if (set.isEmpty() || !set.get().isAheadAt(rings)) {
      close();
      set = Optional.of(time.at(rings, () -> sink.accept(new Event.TimePassed())));
    }
  }

  @Override
  public void close() {
    set.ifPresent(Occurrence::cancel);
    set = Optional.empty();
  }
}
