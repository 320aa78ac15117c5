package dev.rollwave.cli;

import dev.rollwave.console.Palette;
import dev.rollwave.console.PlanPreview;
import dev.rollwave.engine.RunOrder;
import dev.rollwave.plan.Feasibility;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.runner.Resolution;
import dev.rollwave.workload.Eligibility;
import dev.rollwave.workload.RolloutRules;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known before the first restart.
 *
 * @param eligibilities of every workload, in the plan's order
 * @param refusals why the run must not begin, one sentence each; empty when it may
 */
record Preflight(Map<WorkloadRef, Eligibility> eligibilities, List<String> refusals) {

  /** Of the workloads to which the selections of {@code plan} come. */
  static Preflight of(RestartPlan plan, Resolution resolution) {
    Map<WorkloadRef, Eligibility> eligibilities = new LinkedHashMap<>();
    for (Wave wave : plan.waves()) {
      for (WorkloadSnapshot target : resolution.targets().getOrDefault(wave.name(), List.of())) {
        eligibilities.put(target.ref(), eligibility(target, wave.health()));
      }
    }
    List<String> refusals = new ArrayList<>(resolution.problems());
    eligibilities.forEach((ref, eligibility) -> {
      if (eligibility instanceof Eligibility.Refused(String reason, String message)) {
        refusals.add(ref + ": " + message + " (" + reason + ")");
      }
    });
    return new Preflight(eligibilities, List.copyOf(refusals));
  }

  private static Eligibility eligibility(WorkloadSnapshot target, HealthPolicy health) {
    Eligibility usual = RolloutRules.eligibility(target);
    if (!(usual instanceof Eligibility.Restartable(List<String> known))) {
      return usual;
    }
    List<String> warnings = new ArrayList<>(known);
    warnings.addAll(Feasibility.objections(target, health, Optional.empty()));
    return new Eligibility.Restartable(warnings);
  }

  /**
   * What the run would do from {@code now} on, line by line, safe to show.
   *
   * @param refusals what the API server would not do, and why; empty where it was not asked
   */
  List<String> shown(
      RunOrder order, Map<WorkloadRef, String> refusals, Instant now, Palette palette) {
    return PlanPreview.lines(order, eligibilities, refusals, now, palette);
  }
}
