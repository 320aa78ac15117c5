package dev.rollwave.cli;

import dev.rollwave.plan.RestartPlan;

/** How {@code serve} runs a plan whose time has come. */
interface ServedRun {

  /**
   * Carries one run of {@code plan} to its end, on the calling thread; tells its story itself.
   *
   * @param interruption ends the run in order, within a few seconds, once it is uttered
   * @return as of {@code rollwave run}
   */
  ExitStatus run(RestartPlan plan, Interruption interruption) throws InterruptedException;
}
