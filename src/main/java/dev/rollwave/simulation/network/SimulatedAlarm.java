package dev.rollwave.simulation.network;

import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.Alarm;
import dev.rollwave.simulation.time.Timer;
import dev.rollwave.simulation.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** An alarm that rings in virtual time. */
public final class SimulatedAlarm implements Alarm {
  private final VirtualTime time;
  private final InstantSource clock;
  private final Timer timer;

  SimulatedAlarm(VirtualTime time, InstantSource clock, Consumer<Event> sink) {
    this.time = time;
    this.clock = clock;
    this.timer = new Timer(time, () -> sink.accept(new Event.TimePassed()));
  }

  @Override
  public void ringAt(Instant instant) {
    if (instant.equals(Instant.MAX)) {
      close();
    } else {
      // A clock that is set afterwards makes it ring early or late, as a real one may.
      timer.set(inWorld(instant));
    }
  }

  private Instant inWorld(Instant instant) {
    Instant now = time.instant();
    Instant shown = clock.instant();
    if (!instant.isAfter(shown)) {
      return now;
    }
    return shown.equals(now) ? instant : now.plus(Duration.between(shown, instant));
  }

  @Override
  public void close() {
    timer.clear();
  }
}
