package dev.rollwave.plan;

import java.time.Duration;
import java.util.List;

/**
 * Workloads behind one gate.
 *
 * @param name an RFC 1123 label, unique in its plan
 * @param dependsOn names of the waves that must be healthy and cooled down before; the default is
 *     already filled in
 * @param throttle holds within this wave, besides the plan's own
 * @param cooldown after this wave is healthy, before its dependents start
 * @param health how this wave's rollouts are judged
 * @param workloads not empty
 * @param allowEmpty whether a selector of this wave may match nothing
 */
public record Wave(
    String name,
    List<String> dependsOn,
    Throttle throttle,
    Duration cooldown,
    HealthPolicy health,
    List<WorkloadSelection> workloads,
    boolean allowEmpty) {
  public Wave {
    dependsOn = List.copyOf(dependsOn);
    workloads = List.copyOf(workloads);
    if (workloads.isEmpty()) {
      throw new IllegalArgumentException("wave " + name + " has no workloads");
    }
    if (cooldown.isNegative()) {
      throw new IllegalArgumentException("a cooldown is not negative: " + cooldown);
    }
  }
}
