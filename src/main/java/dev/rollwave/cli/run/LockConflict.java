package dev.rollwave.cli.run;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.record.Counts;
import dev.rollwave.runner.record.PlanRecordStore;
import dev.rollwave.runner.record.RunRecord;

/** What is told of a run that another process works on. */
final class LockConflict {
  private LockConflict() {}

  /** Who holds the plan, since when, and how far that run is, as far as its record tells. */
  static String told(RestartPlan plan, RunLock.Outcome.HeldBy held, PlanRecordStore records) {
    return "another run holds the plan "
        + plan.name()
        + ": "
        + held.holder()
        + held.since().map(since -> " since " + since).orElse("")
        + parenthesis(held.what() + progress(plan.name(), held, records))
        + plan.place().map(place -> "; its lock and record: " + place).orElse("");
  }

  // A Lease that was written by hand does not say what its holder does.
  private static String parenthesis(String what) {
    return what.isEmpty() ? "" : " (" + what + ")";
  }

  private static String progress(
      String plan, RunLock.Outcome.HeldBy held, PlanRecordStore records) {
    try {
      if (records.read(plan) instanceof PlanRecordStore.Reading.Found found
          && found.planRecord().newest().owner().holder().equals(held.holder())) {
        RunRecord run = found.planRecord().newest();
        Counts counts = run.counts();
        return ", run %s: %d of %d workloads healthy, %d failed, at %s"
            .formatted(
                run.runId(),
                counts.healthy() + counts.skipped(),
                counts.workloads(),
                counts.failed(),
                run.writtenAt());
      }
    } catch (ClusterException e) {
      // Only a courtesy: the lock has told what matters.
    }
    return "";
  }
}
