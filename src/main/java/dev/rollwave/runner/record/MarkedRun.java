package dev.rollwave.runner.record;

import dev.rollwave.engine.spec.RunId;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.Stamps;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Eligibility;
import dev.rollwave.workload.rollout.Expectation.AsFound;
import dev.rollwave.workload.rollout.RolloutRules;
import dev.rollwave.workload.rollout.Status;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A run of a plan, by the marks on the workloads that it restarted.
 *
 * @param runId names it
 * @param stateNamespace of its lock and its record; empty when the marks do not say
 * @param since its first restart that the marks still show, by the clock of its machine
 * @param last its last restart, by the same clock
 * @param restartedLast what it restarted last
 * @param isUnfinished whether at least one workload of the plan was not restarted by it, or is not
 *     healthy since
 */
public record MarkedRun(
    RunId runId,
    Optional<String> stateNamespace,
    Instant since,
    Instant last,
    WorkloadRef restartedLast,
    boolean isUnfinished) {

  /**
   * The runs of {@code plan} that the marks on {@code targets} name, the one with the latest
   * restart first.
   *
   * @param targets all workloads of the plan, as they are
   */
  static List<MarkedRun> among(List<WorkloadSnapshot> targets, RestartPlan plan) {
    return targets.stream()
        .flatMap(target -> markOf(target, plan).stream())
        .map(RestartMark::runId)
        .distinct()
        .map(id -> of(id, targets, plan))
        .sorted(
            Comparator.comparing(MarkedRun::last)
                .thenComparing(run -> run.runId().value())
                .reversed())
        .toList();
  }

  private static MarkedRun of(String id, List<WorkloadSnapshot> targets, RestartPlan plan) {
    List<WorkloadSnapshot> restarted =
        targets.stream().filter(target -> isOf(id, target, plan)).toList();
    WorkloadSnapshot last =
        restarted.stream()
            .max(Comparator.comparing(target -> restartedAt(target, plan)))
            .orElseThrow();
    WorkloadSnapshot first =
        restarted.stream()
            .min(Comparator.comparing(target -> restartedAt(target, plan)))
            .orElseThrow();
    return new MarkedRun(
        new RunId(id),
        markOf(last, plan).flatMap(RestartMark::stateNamespace),
        restartedAt(first, plan),
        restartedAt(last, plan),
        last.ref(),
        targets.stream().anyMatch(target -> isLeftOver(id, target, plan)));
  }

  private static Optional<RestartMark> markOf(WorkloadSnapshot target, RestartPlan plan) {
    return target.object().mark().filter(mark -> mark.plan().equals(plan.name()));
  }

  private static boolean isOf(String id, WorkloadSnapshot target, RestartPlan plan) {
    return markOf(target, plan).filter(mark -> mark.runId().equals(id)).isPresent();
  }

  // A stamp that cannot be read is older than any.
  private static Instant restartedAt(WorkloadSnapshot target, RestartPlan plan) {
    return markOf(target, plan).flatMap(mark -> Stamps.instantOf(mark.stamp())).orElse(Instant.MIN);
  }

  private static boolean isLeftOver(String id, WorkloadSnapshot target, RestartPlan plan) {
    return isOf(id, target, plan)
        ? RolloutRules.judge(target, new AsFound()).status() != Status.CURRENT
        : RolloutRules.eligibility(target) instanceof Eligibility.Restartable;
  }
}
