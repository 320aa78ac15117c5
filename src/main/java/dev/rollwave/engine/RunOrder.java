package dev.rollwave.engine;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadSnapshot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one run is to do: a plan whose selections were resolved on a cluster.
 *
 * @param runId names the run
 * @param plan what was asked
 * @param targets wave name to its workloads as first seen, in order of their references; every wave
 *     has an entry, which may be empty
 * @param calendar when restarts may start: the plan's, or {@link WindowCalendar#ALWAYS} when a
 *     person overrode it
 * @param reason written on every restart
 */
public record RunOrder(
    RunId runId,
    RestartPlan plan,
    Map<String, List<WorkloadSnapshot>> targets,
    WindowCalendar calendar,
    String reason) {
  public RunOrder {
    Map<String, List<WorkloadSnapshot>> inPlanOrder = new LinkedHashMap<>();
    for (Wave wave : plan.waves()) {
      inPlanOrder.put(wave.name(), List.copyOf(targets.getOrDefault(wave.name(), List.of())));
    }
    targets = Collections.unmodifiableMap(inPlanOrder);
  }
}
