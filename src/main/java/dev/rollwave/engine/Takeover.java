package dev.rollwave.engine;

import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.spec.WorkloadIndex;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * Another run of the same plan at work beside this one: the lock was lost, which a process that was
 * stopped for a while may learn from a workload sooner than from the lock itself.
 */
final class Takeover {
  private Takeover() {}

  /** Ends the run when {@code now} shows that it was taken over; answers whether it did. */
  static boolean ends(StepContext step, WorkloadIndex index, WorkloadSnapshot now) {
    Optional<RestartMark> other =
        now.object().mark().filter(mark -> isOfAnotherRun(step, mark) && isNew(step, index, now));
    other.ifPresent(mark ->
        Endings.cutShort(
            step,
            new RunOutcome.Incomplete(
                "another run of this plan, %s, has restarted %s meanwhile"
                    .formatted(mark.runId(), now.ref()))));
    return other.isPresent();
  }

  private static boolean isOfAnotherRun(StepContext step, RestartMark mark) {
    return mark.plan().equals(step.spec().plan().name())
        && !mark.runId().equals(step.spec().runId().value());
  }

  // What an earlier run left behind was there when this one began, and a view from before that,
  // which a lagging server may still show, has no newer generation.
  private static boolean isNew(StepContext step, WorkloadIndex index, WorkloadSnapshot now) {
    WorkloadSnapshot first =
        step.spec()
            .targets()
            .getOrDefault(step.asked(index).name(), List.of())
            .get(index.workload());
    return now.object().uid().equals(first.object().uid())
        && now.object().generation() > first.object().generation()
        && !now.object().mark().equals(first.object().mark());
  }
}
