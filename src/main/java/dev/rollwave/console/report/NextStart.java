package dev.rollwave.console.report;

import dev.rollwave.console.words.Formats;
import dev.rollwave.console.words.Tally;
import dev.rollwave.engine.Engine;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.plan.CanonicalPlan;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.record.Ending;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.RunRecord;
import dev.rollwave.runner.record.StartByRecord;
import dev.rollwave.runner.record.StartMode;
import dev.rollwave.workload.rollout.Eligibility;
import dev.rollwave.workload.rollout.RolloutRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a start would do with a run that no process works on. */
final class NextStart {
  private NextStart() {}

  /**
   * A clause, not yet safe to show.
   *
   * @param planRecord the plan's record
   * @param seen the run as the cluster shows it
   * @param now when it would be started
   */
  static String of(PlanRecord planRecord, RunState seen, Instant now) {
    RestartPlan plan = seen.spec().plan();
    StartByRecord.Start start =
        new StartByRecord.Start(
            CanonicalPlan.of(plan), Optional.empty(), plan::resumableUntil, StartMode.USUAL);
    return switch (StartByRecord.of(planRecord, start, now)) {
      case StartByRecord.Begin(Optional<Ending> closing) ->
          "begins a new run"
              + closing.map(it -> ", and closes this one: " + it.outcome().cause()).orElse("");
      case StartByRecord.Continue(RunRecord _, var asked) ->
          "continues it%s: %s; --new-run starts over"
              .formatted(
                  asked.pause().isPresent() ? ", still paused" : "",
                  rest(found(planRecord, seen, now)));
      case StartByRecord.AlreadyEnded _ -> "begins a new run";
      case StartByRecord.Edited(RunRecord _, List<String> _) ->
          "is refused, the plan was edited since the run began: --continue-with-new-plan continues"
              + " it, --new-run starts over";
    };
  }

  // A start knows what is on record and what the cluster shows, and not what the process that died
  // had found out and not yet written down.
  private static RunState found(PlanRecord planRecord, RunState seen, Instant now) {
    return Engine.standing(seen.spec(), planRecord.newest().checkpoint(), now);
  }

  private static String rest(RunState seen) {
    Tally tally = Tally.of(seen);
    int waitedFor = tally.inFlight() + tally.unproven();
    return "restarts "
        + Formats.count(left(seen), "workload")
        + (waitedFor > 0
            ? " and waits for " + waitedFor + " restarted, and not yet proven healthy"
            : "");
  }

  private static int left(RunState seen) {
    int left = 0;
    for (WaveProgress wave : seen.waves()) {
      for (WorkloadProgress workload : wave.workloads()) {
        if (workload.state() instanceof WorkloadState.Waiting(var snapshot)
            && RolloutRules.eligibility(snapshot) instanceof Eligibility.Restartable) {
          left++;
        }
      }
    }
    return left;
  }
}
