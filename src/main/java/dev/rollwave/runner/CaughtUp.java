package dev.rollwave.runner;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.Settled;
import dev.rollwave.engine.UnderWay;
import dev.rollwave.engine.WorkloadProgress.Timeline;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.Stamps;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Expectation.AsFound;
import dev.rollwave.workload.rollout.RolloutRules;
import dev.rollwave.workload.rollout.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings a record up to workloads that were read after it was written, for commands that only look.
 *
 * <p>A record is written every few seconds, so that a workload may carry a restart while the one
 * before it is still in flight on record: together they would be more than {@code maxInFlight}
 * allows. The run's process restarts none before it has room, and writes a failure down at once: of
 * the surplus, those that are Current have been proven healthy.
 */
public final class CaughtUp {
  private final Checkpoint checkpoint;
  private final Map<String, List<WorkloadSnapshot>> targets;
  private final RunId run;
  private final Map<WorkloadRef, Settled> settled;

  private CaughtUp(Checkpoint checkpoint, Map<String, List<WorkloadSnapshot>> targets, RunId run) {
    this.checkpoint = checkpoint;
    this.targets = targets;
    this.run = run;
    settled = new TreeMap<>(checkpoint.settled());
  }

  /**
   * What the process that wrote {@code checkpoint} knows by now.
   *
   * @param plan that it runs
   * @param targets the plan's workloads by wave, read after the record
   * @param run its id
   */
  public static Checkpoint of(
      Checkpoint checkpoint,
      RestartPlan plan,
      Map<String, List<WorkloadSnapshot>> targets,
      RunId run) {
    CaughtUp caughtUp = new CaughtUp(checkpoint, targets, run);
    for (Wave wave : plan.waves()) {
      caughtUp.makeRoom(wave.throttle(), List.of(wave));
    }
    caughtUp.makeRoom(plan.throttle(), plan.waves());
    return checkpoint.with(caughtUp.settled);
  }

  private void makeRoom(Throttle throttle, List<Wave> waves) {
    if (throttle.maxInFlight().isEmpty()) {
      return;
    }
    List<WorkloadSnapshot> inFlight = new ArrayList<>();
    for (Wave wave : waves) {
      targets.getOrDefault(wave.name(), List.of()).stream()
          .filter(this::isInFlight)
          .forEach(inFlight::add);
    }
    int tooMany = inFlight.size() - throttle.maxInFlight().getAsInt();
    inFlight.stream()
        .filter(target -> RolloutRules.judge(target, new AsFound()).status() == Status.CURRENT)
        .sorted(Comparator.comparing(CaughtUp::restartedAt))
        .limit(Math.max(0, tooMany))
        .forEach(target -> settled.put(target.ref(), new Settled.Healthy(timeline(target))));
  }

  private boolean isInFlight(WorkloadSnapshot target) {
    return !settled.containsKey(target.ref())
        && target.object().mark().filter(mark -> mark.runId().equals(run.value())).isPresent();
  }

  private Timeline timeline(WorkloadSnapshot target) {
    UnderWay written = checkpoint.underWay().get(target.ref());
    return written != null
        ? written.timeline()
        : new Timeline(
            Optional.of(restartedAt(target)), Optional.empty(), Optional.empty(), Optional.empty());
  }

  // A stamp that cannot be read is older than any.
  private static Instant restartedAt(WorkloadSnapshot target) {
    return target
        .object()
        .mark()
        .map(RestartMark::stamp)
        .flatMap(Stamps::instantOf)
        .orElse(Instant.EPOCH);
  }
}
