package dev.rollwave.cli;

import dev.rollwave.engine.Event;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ClusterException;
import java.util.function.Consumer;

/** Where plans are run: a cluster, and the locks that keep two runs of one plan apart. */
interface Site {

  /** The cluster; belongs to the site, which closes it. */
  Cluster cluster();

  /**
   * Tries to hold {@code plan}.
   *
   * @param sink is told when the hold is lost
   */
  Hold hold(String plan, Consumer<Event> sink) throws ClusterException;

  /** What came of trying to hold a plan. */
  sealed interface Hold extends AutoCloseable {
    /** Nobody else runs the plan until this is closed. */
    record Ours(Runnable release) implements Hold {}

    /**
     * Somebody else runs the plan.
     *
     * @param who it is, since when and what it is doing, for a person
     */
    record Theirs(String who) implements Hold {}

    @Override
    default void close() {
      if (this instanceof Ours(Runnable release)) {
        release.run();
      }
    }
  }
}
