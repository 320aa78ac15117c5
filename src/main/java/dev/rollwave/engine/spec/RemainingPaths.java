package dev.rollwave.engine.spec;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Eligibility;
import dev.rollwave.workload.rollout.RolloutRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a run still takes from the start of each workload on, at the least: its own rollout and
 * soak, its wave's cooldown, and the longest way through the waves that depend on it.
 *
 * <p>A workload without an estimate counts as the mean of the others; where nothing is known, all
 * count the same, so that the depth of the waves behind decides.
 */
final class RemainingPaths {
  private static final Duration WHERE_NOTHING_IS_KNOWN = Duration.ofMinutes(1);

  private final RestartPlan plan;
  private final Map<String, List<WorkloadSnapshot>> targets;
  private final Map<WorkloadRef, Duration> estimates;
  private final Duration typical;
  private final Map<String, List<Wave>> dependents = new HashMap<>();
  private final Map<String, Duration> behind = new HashMap<>();

  RemainingPaths(
      RestartPlan plan,
      Map<String, List<WorkloadSnapshot>> targets,
      Map<WorkloadRef, Duration> estimates) {
    this.plan = plan;
    this.targets = targets;
    this.estimates = estimates;
    this.typical = mean(estimates);
    for (Wave wave : plan.waves()) {
      wave.dependsOn()
          .forEach(gate -> dependents.computeIfAbsent(gate, _ -> new ArrayList<>()).add(wave));
    }
  }

  private static Duration mean(Map<WorkloadRef, Duration> estimates) {
    return estimates.isEmpty()
        ? WHERE_NOTHING_IS_KNOWN
        : estimates.values().stream()
            .reduce(Duration.ZERO, Duration::plus)
            .dividedBy(estimates.size());
  }

  /** From the start of {@code workload}, which is of {@code wave}. */
  Duration from(Wave wave, WorkloadSnapshot workload) {
    return own(wave, workload).plus(behind(wave));
  }

  private Duration own(Wave wave, WorkloadSnapshot workload) {
    if (!(RolloutRules.eligibility(workload) instanceof Eligibility.Restartable)) {
      return Duration.ZERO;
    }
    return estimates.getOrDefault(workload.ref(), typical).plus(wave.health().soak());
  }

  private Duration behind(Wave wave) {
    Duration known = behind.get(wave.name());
    if (known != null) {
      return known;
    }
    Duration longest = Duration.ZERO;
    for (Wave dependent : dependents.getOrDefault(wave.name(), List.of())) {
      longest = later(longest, through(dependent).plus(behind(dependent)));
    }
    Duration all = longest.isZero() ? longest : longest.plus(wave.cooldown());
    behind.put(wave.name(), all);
    return all;
  }

  // Neither quicker than its longest workload, nor than its throttles let all of them through.
  private Duration through(Wave wave) {
    Duration longest = Duration.ZERO;
    Duration work = Duration.ZERO;
    for (WorkloadSnapshot workload : targets.getOrDefault(wave.name(), List.of())) {
      Duration own = own(wave, workload);
      longest = later(longest, own);
      work = work.plus(own);
    }
    return later(longest, later(atMost(work, plan.throttle()), atMost(work, wave.throttle())));
  }

  private static Duration atMost(Duration work, Throttle throttle) {
    return throttle.maxInFlight().isPresent()
        ? work.dividedBy(throttle.maxInFlight().getAsInt())
        : Duration.ZERO;
  }

  private static Duration later(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? b : a;
  }
}
