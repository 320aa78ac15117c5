package dev.rollwave.runner;

import dev.rollwave.engine.RunState;
import dev.rollwave.engine.message.Notification;
import java.time.Instant;
import java.util.List;

/**
 * Is told what a run does, after each step, on the loop's thread. Must be quick and must not fail.
 */
public interface Observer {

  /**
   * One step was made.
   *
   * @param state after the step
   * @param notifications what a person would want to know about it, in order; may be empty
   * @param now the loop's time
   */
  void stepped(RunState state, List<Notification> notifications, Instant now);
}
