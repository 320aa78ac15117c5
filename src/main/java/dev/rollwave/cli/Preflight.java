package dev.rollwave.cli;

import dev.rollwave.console.Audience;
import dev.rollwave.console.PlanPreview;
import dev.rollwave.engine.RunOrder;
import dev.rollwave.runner.Resolution;
import dev.rollwave.workload.Eligibility;
import dev.rollwave.workload.RolloutRules;
import dev.rollwave.workload.WorkloadRef;
import java.time.Instant;
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

  /**
   * Shows {@code audience} what the run would do from {@code now} on.
   *
   * @param refusals what the API server would not do, and why; empty where it was not asked
   */
  void showTo(Audience audience, RunOrder order, Map<WorkloadRef, String> refusals, Instant now) {
    audience.show(
        PlanPreview.lines(order, eligibilities, refusals, now, audience.terminal().palette()));
  }
}
