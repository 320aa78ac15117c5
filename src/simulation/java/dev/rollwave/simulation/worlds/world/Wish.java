package dev.rollwave.simulation.worlds.world;

import java.time.Duration;

/** What a person may ask. */
public sealed interface Wish {
  /** Nothing further is to be restarted, until they let it go on {@code lasts} later. */
  record Pause(Duration lasts) implements Wish {}

  /** It is to end for good. */
  record Cancel() implements Wish {}
}
