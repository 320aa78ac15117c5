package dev.rollwave.cli.run;

import dev.rollwave.console.preview.Prospect;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.plan.Feasibility;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.runner.Resolution;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Eligibility;
import dev.rollwave.workload.rollout.RolloutRules;
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
public record Preflight(Map<WorkloadRef, Eligibility> eligibilities, List<String> refusals) {

  /** Of the workloads that {@code plan} selects. */
  public static Preflight of(RestartPlan plan, Resolution resolution) {
    Map<WorkloadRef, Eligibility> eligibilities = new LinkedHashMap<>();
    for (Wave wave : plan.waves()) {
      for (WorkloadSnapshot target : resolution.targets().getOrDefault(wave.name(), List.of())) {
        eligibilities.put(target.ref(), eligibility(target, wave.health()));
      }
    }
    return new Preflight(eligibilities, resolution.refusals());
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
   * What a start would do with {@code spec}.
   *
   * @param unfinished the run that would be continued; empty where a new one begins
   * @param access the cluster
   */
  Prospect prospect(RunSpec spec, Optional<RunState> unfinished, Optional<ClusterAccess> access) {
    return new Prospect(spec, eligibilities, Map.of(), unfinished, access);
  }
}
