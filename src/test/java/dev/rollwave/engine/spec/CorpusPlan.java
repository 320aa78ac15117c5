package dev.rollwave.engine.spec;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection.ByName;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One plan of the corpus, and what nobody knows before it is played.
 *
 * @param plan what is to be done
 * @param takes how long each rollout takes
 * @param estimates of that, as an operator would have them: near it, not equal to it
 */
record CorpusPlan(
    RestartPlan plan, Map<WorkloadRef, Duration> takes, Map<WorkloadRef, Duration> estimates) {
  CorpusPlan {
    takes = Collections.unmodifiableMap(new LinkedHashMap<>(takes));
    estimates = Collections.unmodifiableMap(new LinkedHashMap<>(estimates));
  }

  static List<WorkloadRef> refs(Wave wave) {
    return wave.workloads().stream().map(selection -> ((ByName) selection).ref()).toList();
  }

  CorpusPlan with(List<Wave> waves) {
    RestartPlan other =
        new RestartPlan(
            plan.name(),
            plan.reason(),
            plan.calendar(),
            plan.schedule(),
            plan.throttle(),
            plan.onFailure(),
            waves);
    return new CorpusPlan(other, takes, estimates);
  }

  boolean hasWindow() {
    return !plan.calendar().windows().isEmpty();
  }

  /** No schedule is shorter: max(critical path, total work / maxInFlight). */
  Duration lowerBound() {
    Duration work = Duration.ZERO;
    Map<String, Duration> healthyAt = new HashMap<>();
    Duration longest = Duration.ZERO;
    // The corpus names a wave after those that it depends on.
    for (Wave wave : plan.waves()) {
      Duration starts = Duration.ZERO;
      for (String gate : wave.dependsOn()) {
        starts = longer(starts, healthyAt.getOrDefault(gate, Duration.ZERO).plus(cooldown(gate)));
      }
      Duration slowest = Duration.ZERO;
      for (WorkloadRef ref : refs(wave)) {
        Duration own = takes.getOrDefault(ref, Duration.ZERO).plus(wave.health().soak());
        work = work.plus(own);
        slowest = longer(slowest, own);
      }
      healthyAt.put(wave.name(), starts.plus(slowest));
      longest = longer(longest, starts.plus(slowest));
    }
    return longer(longest, work.dividedBy(plan.throttle().maxInFlight().orElseThrow()));
  }

  // Where a window shuts in between, a cooldown may pass while nobody counts.
  private Duration cooldown(String gate) {
    return hasWindow()
        ? Duration.ZERO
        : plan.waves().stream()
            .filter(wave -> wave.name().equals(gate))
            .findFirst()
            .orElseThrow()
            .cooldown();
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? b : a;
  }
}
