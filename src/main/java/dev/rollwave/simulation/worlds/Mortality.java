package dev.rollwave.simulation.worlds;

import dev.rollwave.engine.Past;
import dev.rollwave.engine.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;

/** Lets runners die, and keeps what each has written down until then. */
final class Mortality {
  private final ArrayDeque<Fault.Crash> ahead = new ArrayDeque<>();
  private final Instant start;
  private Optional<RunState> written = Optional.empty();
  private Instant writtenAt = Instant.MIN;
  private int calls;

  Mortality(World world) {
    this.start = world.start();
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.Crash crash) {
        ahead.add(crash);
      }
    }
  }

  /**
   * A runner is about to do something.
   *
   * @throws Crashed when it does not come to that
   */
  void called() {
    Fault.Crash next = ahead.peek();
    if (next != null && ++calls > next.calls()) {
      throw new Crashed();
    }
  }

  /** A step was made; it may be written down. */
  void stepped(RunState state, Instant now) {
    Fault.Crash next = ahead.peek();
    if (next != null
        && (writtenAt.equals(Instant.MIN) || !writtenAt.plus(next.recordLag()).isAfter(now))) {
      written = Optional.of(state);
      writtenAt = now;
    }
  }

  /** How long nobody runs after the crash that just happened. */
  Duration buried() {
    calls = 0;
    return ahead.remove().pause();
  }

  /** What the next runner finds of those before it. */
  Past past() {
    return written
        .map(Past::of)
        .orElseGet(() ->
            new Past(start, Optional.empty(), Map.of(), Map.of(), Map.of(), Optional.empty()));
  }
}
