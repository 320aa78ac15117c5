package dev.rollwave.simulation.worlds.environment;

import dev.rollwave.engine.RunState;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.runner.Observer;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import java.time.Instant;
import java.util.List;

/** Is told what happens in a world: by the run, and by everybody else. */
public interface WorldObserver extends Observer {
  /** Does not listen. */
  WorldObserver NONE =
      new WorldObserver() {
        @Override
        public void struck(String what) {}

        @Override
        public void stepped(RunState state, List<Notification> notifications, Instant now) {}
      };

  /**
   * Something happened that the run did not do.
   *
   * @param what with its instant, a line
   */
  void struck(String what);

  /**
   * The runner that had the run ended it, or gave it up for the night.
   *
   * @param last the run's last state
   * @param cluster as it is now
   */
  default void ended(RunState last, SimulatedWorld cluster) {}
}
