package dev.rollwave.runner.record;

import dev.rollwave.engine.Settled;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.Wave;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How long rollouts took in a recorded run. */
final class RolloutDurations {
  private RolloutDurations() {}

  /**
   * As {@link #in(RunRecord, RunSpec)}, for the newest run in the record: the one before, or the
   * very one that is continued, which at least says how long a rollout takes in the mean. Empty
   * where no run is recorded.
   */
  static Map<WorkloadRef, Duration> in(PlanRecordStore.Reading found, RunSpec spec) {
    return switch (found) {
      case PlanRecordStore.Reading.Nothing _, PlanRecordStore.Reading.Unreadable _ -> Map.of();
      case PlanRecordStore.Reading.Found(PlanRecord planRecord, String _) ->
          in(planRecord.newest(), spec);
    };
  }

  /**
   * From the restart until proven healthy, for those workloads of {@code spec} that {@code run} has
   * proven healthy to the end; without the soak, which the plan states. What failed or was left
   * tells nothing of the next rollout.
   *
   * @param run ended, cut short or under way
   * @return in order of references; may be empty
   */
  static Map<WorkloadRef, Duration> in(RunRecord run, RunSpec spec) {
    Map<WorkloadRef, Duration> lengths = new TreeMap<>();
    for (Wave wave : spec.plan().waves()) {
      for (WorkloadSnapshot target : spec.targets().getOrDefault(wave.name(), List.of())) {
        length(run.checkpoint().settled().get(target.ref()))
            .filter(length -> isCredible(length, target, wave.health()))
            .ifPresent(length -> lengths.put(target.ref(), length));
      }
    }
    return Collections.unmodifiableMap(lengths);
  }

  private static Optional<Duration> length(@Nullable Settled settled) {
    return settled instanceof Settled.Healthy(var timeline, var _)
        ? timeline
            .patched()
            .flatMap(from -> timeline.current().map(until -> Duration.between(from, until)))
        : Optional.empty();
  }

  // A clock that was set back makes a rollout end before it began. One that took longer than a
  // timeout for each of its pods in turn was under way while no process looked, so that its end is
  // unknown.
  private static boolean isCredible(Duration length, WorkloadSnapshot target, HealthPolicy health) {
    int turns = Math.max(1, Math.ceilDiv(target.desired(), target.atOnce()));
    Duration stretched = health.timeout().multipliedBy(turns);
    Duration longest =
        health.total().filter(total -> total.compareTo(stretched) < 0).orElse(stretched);
    return !length.isNegative() && length.compareTo(longest) <= 0;
  }
}
