package dev.rollwave.runner.record;

import dev.rollwave.engine.spec.RunId;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the workloads tell about runs that the record of their plan does not know.
 *
 * <p>A run without a record has either lost it, or keeps it in another namespace under another
 * lock, and may be at work there. Each workload that it restarts names the namespace of its record.
 * The process that asks holds the lock of the plan's own namespace, so that no run of that
 * namespace is at work beside it.
 */
public sealed interface Unrecorded {

  /** There is no such run, or none that matters any more. */
  record None() implements Unrecorded {}

  /** The run is unfinished, and its record was deleted. */
  record Lost(MarkedRun run) implements Unrecorded {}

  /** The run is unfinished, keeps its record in another namespace, and has not restarted lately. */
  record Elsewhere(MarkedRun run) implements Unrecorded {}

  /**
   * The run restarted something so lately that it may be at work, under another lock.
   *
   * @param until from when on its last restart is too long ago for that
   */
  record AtWork(MarkedRun run, Instant until) implements Unrecorded, StartDecision.Leave {}

  /**
   * What {@code targets} tell.
   *
   * @param targets all workloads of the plan, as they are
   * @param plan with the namespace in which this start holds the lock
   * @param known the runs in the record
   * @param now by the clock of this machine
   */
  static Unrecorded among(
      List<WorkloadSnapshot> targets, RestartPlan plan, Set<RunId> known, Instant now) {
    List<MarkedRun> unknown =
        MarkedRun.among(targets, plan).stream()
            .filter(run -> !known.contains(run.runId()))
            .filter(run -> isContinued(run, plan, now))
            .toList();
    Duration longest = longestBetweenRestarts(plan);
    for (MarkedRun run : unknown) {
      Instant until = run.last().plus(longest);
      if (!isKeptHere(run, plan) && now.isBefore(until)) {
        return new AtWork(run, until);
      }
    }
    return unknown.stream()
        .findFirst()
        .filter(MarkedRun::isUnfinished)
        .<Unrecorded>map(run -> isElsewhere(run, plan) ? new Elsewhere(run) : new Lost(run))
        .orElseGet(None::new);
  }

  // A stamp that cannot be read gives no time.
  private static boolean isContinued(MarkedRun run, RestartPlan plan, Instant now) {
    return !run.last().equals(Instant.MIN) && !now.isAfter(plan.resumableUntil(run.last()));
  }

  private static boolean isKeptHere(MarkedRun run, RestartPlan plan) {
    return run.stateNamespace().isPresent() && run.stateNamespace().equals(plan.stateNamespace());
  }

  private static boolean isElsewhere(MarkedRun run, RestartPlan plan) {
    Optional<String> there = run.stateNamespace();
    return there.isPresent() && !there.equals(plan.stateNamespace());
  }

  /**
   * How long a run of {@code plan} that is at work goes from one restart to the next, unless it
   * waits for its window or for a person: a rollout, its soak, and the cooldown of its wave.
   */
  private static Duration longestBetweenRestarts(RestartPlan plan) {
    return plan.waves().stream()
        .map(Unrecorded::longest)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO)
        .plus(plan.throttle().minInterval());
  }

  private static Duration longest(Wave wave) {
    HealthPolicy health = wave.health();
    return health
        .timeout()
        .plus(health.soak())
        .plus(wave.cooldown())
        .plus(wave.throttle().minInterval());
  }
}
