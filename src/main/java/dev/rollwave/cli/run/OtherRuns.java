package dev.rollwave.cli.run;

import dev.rollwave.console.Audience;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.record.MarkedRun;
import dev.rollwave.runner.record.Unrecorded;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells a person of runs that are known by what they restarted, and not by the record.
 *
 * @param plan with the namespace in which this start keeps its lock and record
 * @param audience who is told
 */
record OtherRuns(RestartPlan plan, Audience audience) {

  /** The run is continued. */
  void lost(MarkedRun run) {
    audience.complain(
        "there is no record of plan "
            + plan.name()
            + ", but run "
            + run.runId()
            + " has restarted some of its workloads and is unfinished: it is continued, as the"
            + " workloads show it; --new-run starts over");
  }

  /** The run is left as it is, and a new one begins. */
  void leftAlone(Unrecorded.Elsewhere elsewhere) {
    MarkedRun run = elsewhere.run();
    audience.complain(
        "run "
            + run.runId()
            + " of this plan is unfinished and keeps its record in namespace "
            + run.stateNamespace().orElseThrow()
            + ": it is not touched, and a new one begins here; "
            + oneNamespace());
  }

  /** The run may be at work, so that this start must not. */
  void atWork(Unrecorded.AtWork other, Instant now) {
    MarkedRun run = other.run();
    audience.complain(
        "refused: run "
            + run.runId()
            + " of this plan may be at work under another lock: it began before "
            + run.since()
            + " and restarted "
            + run.restartedLast()
            + " "
            + seconds(run.last(), now)
            + " s ago, and "
            + whereabouts(run));
    run.stateNamespace()
        .ifPresent(there ->
            audience.complain(
                "  to see who works on it: rollwave status "
                    + plan.name()
                    + " --state-namespace "
                    + there));
    audience.complain("  " + oneNamespace());
    audience.complain(
        "  where that run has ended: wait until "
            + other.until()
            + ", or start over at once with --new-run, which restarts again what it has restarted");
  }

  private String whereabouts(MarkedRun run) {
    String here = plan.stateNamespace().orElse("");
    return run.stateNamespace()
        .map(there -> "its record is in namespace " + there + ", not in " + here)
        .orElse("there is no record of it in namespace " + here);
  }

  private static String oneNamespace() {
    return "`stateNamespace` in the plan's spec gives all who run it one lock and one record";
  }

  private static long seconds(Instant from, Instant now) {
    return Math.max(0, Duration.between(from, now).toSeconds());
  }
}
