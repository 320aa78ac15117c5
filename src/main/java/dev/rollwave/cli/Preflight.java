package dev.rollwave.cli;

import dev.rollwave.runner.Resolution;
import dev.rollwave.workload.Eligibility;
import dev.rollwave.workload.RolloutRules;
import dev.rollwave.workload.WorkloadRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known before the first restart.
 *
 * @param eligibilities of every workload, in the plan's order
 * @param refusals why the run must not begin, one sentence each; empty when it may
 */
record Preflight(Map<WorkloadRef, Eligibility> eligibilities, List<String> refusals) {

  static Preflight of(Resolution resolution) {
    Map<WorkloadRef, Eligibility> eligibilities = new LinkedHashMap<>();
    resolution
        .targets()
        .values()
        .forEach(targets ->
            targets.forEach(t -> eligibilities.put(t.ref(), RolloutRules.eligibility(t))));
    List<String> refusals = new ArrayList<>(resolution.problems());
    eligibilities.forEach((ref, eligibility) -> {
      if (eligibility instanceof Eligibility.Refused(String reason, String message)) {
        refusals.add(ref + ": " + message + " (" + reason + ")");
      }
    });
    return new Preflight(eligibilities, List.copyOf(refusals));
  }
}
