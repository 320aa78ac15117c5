package dev.rollwave.cli;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.ClusterException;

/** How {@code serve} runs a plan whose time has come. */
interface ServedRun {

  /**
   * Sees to it that there is a cluster, and that its credentials can be read, before the first plan
   * is due. Nothing is sent to it: one that does not answer now may do so then.
   *
   * @throws ClusterException as a run would be told
   */
  default void requireUsable() throws ClusterException {}

  /**
   * Carries one run of {@code plan} to its end, on the calling thread; tells its story itself.
   *
   * @param stop ends the run in order, within a few seconds, once it is uttered
   * @return as of {@code rollwave run}
   */
  ExitStatus run(RestartPlan plan, StopSignal stop) throws InterruptedException;
}
