package dev.rollwave.runner;

import dev.rollwave.workload.WorkloadSnapshot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a plan's selections stand for on a cluster.
 *
 * @param targets wave name to its workloads, in order of their references, each once
 * @param problems what stands in the way, one sentence each: a workload that is not there, a
 *     selector that matches nothing, a workload in two waves
 */
public record Resolution(Map<String, List<WorkloadSnapshot>> targets, List<String> problems) {
  public Resolution {
    targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    problems = List.copyOf(problems);
  }
}
