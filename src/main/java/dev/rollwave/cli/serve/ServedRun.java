package dev.rollwave.cli.serve;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.ClusterException;

/** How {@code serve} runs a plan whose time has come. */
interface ServedRun {

  /**
   * Requires a cluster, and credentials that can be read, before the first plan is due. Sends it
   * nothing: a cluster that does not answer now may answer then.
   *
   * @throws ClusterException as a run would be told
   */
  default void requireUsable() throws ClusterException {}

  /**
   * Carries one run of {@code plan} to its end, on the calling thread; tells its story itself.
   *
   * @param stop ends the run in order, within a few seconds, once it is given
   * @return as of {@code rollwave run}
   */
  ExitStatus run(RestartPlan plan, StopSignal stop) throws InterruptedException;
}
