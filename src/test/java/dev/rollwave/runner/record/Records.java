package dev.rollwave.runner.record;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.plan.CanonicalPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records of runs, with what a test does not speak of left out. */
final class Records {
  static final Instant START = Instant.parse("2026-11-21T01:00:00Z");
  static final CanonicalPlan PLAN = new CanonicalPlan(List.of("wave a: shop/Deployment/cart"));

  private Records() {}

  static RunRecord run(String id, String holder) {
    return new RunRecord(
        new RunId(id),
        PLAN,
        "because",
        new Owner(holder, "ops@laptop", Optional.empty(), List.of()),
        START,
        new Counts(1, 0, 0, 0, 0),
        Optional.empty(),
        Optional.empty(),
        new Checkpoint(START, Optional.empty(), Map.of(), Map.of(), Map.of(), Optional.empty()));
  }

  static RunRecord ended(RunRecord run, RunOutcome outcome) {
    return run.later(
        run.writtenAt(),
        run.counts(),
        run.lastError(),
        Optional.of(new Ending(outcome, run.writtenAt())),
        run.checkpoint());
  }

  static RunRecord ofJob(RunRecord run, String job) {
    return ownedBy(
        run, new Owner(run.owner().holder(), run.owner().who(), Optional.of(job), List.of()));
  }

  static RunRecord ownedBy(RunRecord run, Owner owner) {
    return new RunRecord(
        run.runId(),
        run.plan(),
        run.reason(),
        owner,
        run.writtenAt(),
        run.counts(),
        run.lastError(),
        run.ending(),
        run.checkpoint());
  }
}
