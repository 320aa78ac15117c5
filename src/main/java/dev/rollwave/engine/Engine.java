package dev.rollwave.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what happens next. Pure. */
public final class Engine {
  private Engine() {}

  /** The first step of a run: everything is known, nothing was done. */
  public static Step begin(RunOrder order, Instant now) {
    return new Step(
        new RunState(
            order,
            now,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty()),
        List.of(),
        List.of(),
        Instant.MAX);
  }

  /** What follows from {@code event} at {@code now}. A step of an ended run changes nothing. */
  public static Step step(RunState state, Event event, Instant now) {
    return new Step(state, List.of(), List.of(), Instant.MAX);
  }
}
