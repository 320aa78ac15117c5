package dev.rollwave.runner;

import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Eligibility.Refused;
import dev.rollwave.workload.rollout.RolloutRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The workloads that a plan selects on a cluster.
 *
 * @param targets wave name to its workloads, in order of their references, each once
 * @param problems what keeps a run from beginning, one sentence each: a workload that does not
 *     exist, a selector that matches nothing, a workload in two waves
 */
public record Resolution(Map<String, List<WorkloadSnapshot>> targets, List<String> problems) {
  public Resolution {
    targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    problems = List.copyOf(problems);
  }

  /**
   * Why a run must not begin: all problems, and each workload on which a restart would not do what
   * is meant; one sentence each, in the plan's order. Empty when a run may begin.
   */
  public List<String> refusals() {
    List<String> refusals = new ArrayList<>(problems);
    targets.values().stream()
        .flatMap(List::stream)
        .flatMap(target -> refusal(target).stream())
        .distinct()
        .forEach(refusals::add);
    return List.copyOf(refusals);
  }

  private static Optional<String> refusal(WorkloadSnapshot target) {
    return RolloutRules.eligibility(target) instanceof Refused(String reason, String message)
        ? Optional.of(target.ref() + ": " + message + " (" + reason + ")")
        : Optional.empty();
  }
}
