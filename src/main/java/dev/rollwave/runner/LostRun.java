package dev.rollwave.runner;

import dev.rollwave.engine.RunId;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.workload.Eligibility;
import dev.rollwave.workload.Expectation.AsFound;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.RolloutRules;
import dev.rollwave.workload.Stamps;
import dev.rollwave.workload.Status;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An unfinished run whose record was thrown away, as the workloads themselves tell of it.
 *
 * @param runId names it
 * @param since its first restart that is still to be seen
 */
public record LostRun(RunId runId, Instant since) {

  /**
   * The run of {@code plan} that restarted some of {@code targets} lately and was not finished: at
   * least one of them it has not restarted, or has not seen healthy. Empty when there is none.
   *
   * @param targets all workloads of the plan, as they are
   * @param now for how long ago lately is: within the plan's resumeWithin
   */
  public static Optional<LostRun> among(
      List<WorkloadSnapshot> targets, RestartPlan plan, Instant now) {
    Instant oldest = now.minus(plan.resumeWithin());
    Optional<String> newest =
        targets.stream()
            .flatMap(target -> markOf(target, plan).stream())
            .filter(mark -> stamped(mark).isAfter(oldest))
            .max(Comparator.comparing(LostRun::stamped).thenComparing(RestartMark::runId))
            .map(RestartMark::runId);
    return newest
        .filter(id -> targets.stream().anyMatch(target -> isLeftOver(target, plan, id)))
        .map(id -> new LostRun(new RunId(id), first(targets, plan, id)));
  }

  private static Optional<RestartMark> markOf(WorkloadSnapshot target, RestartPlan plan) {
    return target.object().mark().filter(mark -> mark.plan().equals(plan.name()));
  }

  private static Instant stamped(RestartMark mark) {
    return Stamps.instantOf(mark.stamp()).orElse(Instant.MIN);
  }

  private static boolean isLeftOver(WorkloadSnapshot target, RestartPlan plan, String id) {
    boolean isRestarted = markOf(target, plan).filter(mark -> mark.runId().equals(id)).isPresent();
    return isRestarted
        ? RolloutRules.judge(target, new AsFound()).status() != Status.CURRENT
        : RolloutRules.eligibility(target) instanceof Eligibility.Restartable;
  }

  private static Instant first(List<WorkloadSnapshot> targets, RestartPlan plan, String id) {
    return targets.stream()
        .flatMap(target -> markOf(target, plan).stream())
        .filter(mark -> mark.runId().equals(id))
        .map(LostRun::stamped)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }
}
