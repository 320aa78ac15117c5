package dev.rollwave.cli.run;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.console.Audience;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.record.PlanRecordStore.Reading;
import dev.rollwave.runner.record.RunRecord;
import dev.rollwave.runner.record.StartByRecord;
import dev.rollwave.runner.record.StartDecision;
import dev.rollwave.runner.record.Unrecorded;
import java.time.Instant;
import java.util.List;

/**
 * Tells a person what a start comes to.
 *
 * @param plan that is started, with the namespace of its lock and record
 * @param audience who is told
 */
record StartWords(RestartPlan plan, Audience audience) {
  private static final int MOST_SHOWN = 20;

  /** A run may be worked on: tells what a person would not expect of it. */
  void tell(StartDecision.Enter enter) {
    switch (enter) {
      case StartDecision.Begin begin -> begin.closed().ifPresent(this::closed);
      case StartDecision.BeginBeside beside -> others().leftAlone(beside.other());
      case StartDecision.Continue _ -> {}
      case StartDecision.ContinueLost it -> others().lost(it.lost());
    }
  }

  /** Nothing is restarted: tells why, and returns what the process has to say. */
  ExitStatus told(StartDecision.Leave leave, Instant now) {
    switch (leave) {
      case Unrecorded.AtWork other -> others().atWork(other, now);
      case Reading.Unreadable record -> unreadable(record);
      case StartByRecord.Edited(RunRecord run, List<String> difference) -> edited(run, difference);
      case StartByRecord.AlreadyEnded(RunRecord run, RunOutcome outcome) -> {
        ExitStatus status = ExitStatus.of(outcome);
        audience.complain(
            "run "
                + run.runId()
                + " of this Job has ended already, and nothing is restarted again: "
                + status.meaning());
        return status;
      }
    }
    return ExitStatus.REFUSED;
  }

  private OtherRuns others() {
    return new OtherRuns(plan, audience);
  }

  private void closed(StartDecision.Closed closed) {
    audience.complain(
        "this start begins a new run, and closes run "
            + closed.run()
            + ": "
            + cause(closed.ending().outcome()));
  }

  private static String cause(RunOutcome outcome) {
    return switch (outcome) {
      case RunOutcome.Incomplete(String cause) -> "incomplete, " + cause;
      case RunOutcome.Interrupted(String cause) -> "incomplete, " + cause;
      case RunOutcome.Unreachable(String cause) -> "incomplete, " + cause;
      case RunOutcome.Cancelled(String cause) -> cause;
      case RunOutcome.Done _, RunOutcome.WorkloadsFailed _ -> "it had ended";
    };
  }

  private void unreadable(Reading.Unreadable record) {
    audience.complain(
        "refused: the record of earlier runs, "
            + record.where()
            + ", cannot be read: "
            + record.why());
    audience.complain(
        "  whether a run is unfinished is not known; --new-run starts over, and replaces it");
  }

  private void edited(RunRecord run, List<String> difference) {
    audience.complain(
        "refused: run " + run.runId() + " is unfinished, and the plan was edited since it began:");
    difference.stream().limit(MOST_SHOWN).forEach(line -> audience.complain("  " + line));
    if (difference.isEmpty()) {
      audience.complain("  the same lines in another order");
    }
    if (difference.size() > MOST_SHOWN) {
      audience.complain("  and " + (difference.size() - MOST_SHOWN) + " lines more");
    }
    audience.complain(
        "  --continue-with-new-plan continues it with the plan as it is now; --new-run starts"
            + " over");
  }
}
