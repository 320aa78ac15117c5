package dev.rollwave.simulation.worlds.runners;

import dev.rollwave.runner.Alarm;
import dev.rollwave.simulation.worlds.oracle.BrokenPromise;
import dev.rollwave.simulation.worlds.oracle.Promise;
import java.time.Instant;
import java.time.InstantSource;

/** Sees to it that the engine asks to be woken in the future. */
record WatchedAlarm(Alarm alarm, InstantSource clock) implements Alarm {
  @Override
  public void ringAt(Instant instant) {
    if (!instant.isAfter(clock.instant())) {
      throw new BrokenPromise(Promise.WAKES_LATER, "wake me at " + instant, clock.instant());
    }
    alarm.ringAt(instant);
  }

  @Override
  public void close() {
    alarm.close();
  }
}
