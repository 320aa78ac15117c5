package dev.rollwave.console.progress;

import dev.rollwave.runner.Observer;
import java.time.Instant;

/** Shows a person how a run proceeds, until it has ended. */
public interface Progress extends Observer, AutoCloseable {

  /**
   * Nothing happened but time: advances what elapses and repeats what the run waits for. May be
   * called from any thread, a second apart or less often.
   *
   * @param now the loop's time
   */
  void tick(Instant now);

  /** Leaves the terminal as it was found. May be called twice, and from a shutdown hook. */
  @Override
  void close();
}
