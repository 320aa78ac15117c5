package dev.rollwave.simulation;

import dev.rollwave.plan.NearestName;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.plan.WorkloadSelection.ByName;
import dev.rollwave.plan.WorkloadSelection.BySelector;
import dev.rollwave.runner.Resolution;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds what a plan's selections stand for among the stored workloads. */
final class PlanResolver {
  private final ApiServer api;
  private final List<String> problems = new ArrayList<>();
  private final Map<WorkloadRef, String> waveOf = new TreeMap<>();

  PlanResolver(ApiServer api) {
    this.api = api;
  }

  Resolution resolve(RestartPlan plan) {
    Map<String, List<WorkloadSnapshot>> targets = new LinkedHashMap<>();
    for (Wave wave : plan.waves()) {
      targets.put(wave.name(), resolve(wave));
    }
    return new Resolution(targets, problems);
  }

  private List<WorkloadSnapshot> resolve(Wave wave) {
    TreeSet<WorkloadRef> found = new TreeSet<>();
    for (WorkloadSelection selection : wave.workloads()) {
      List<WorkloadRef> matches = matches(selection);
      if (matches.isEmpty()) {
        tellOfNothing(wave, selection);
      }
      found.addAll(matches);
    }
    List<WorkloadSnapshot> snapshots = new ArrayList<>();
    for (WorkloadRef ref : found) {
      String other = waveOf.putIfAbsent(ref, wave.name());
      if (other == null) {
        snapshots.add(api.find(ref).orElseThrow().snapshot());
      } else {
        problems.add(ref + " is in two waves: " + other + " and " + wave.name());
      }
    }
    return snapshots;
  }

  private List<WorkloadRef> matches(WorkloadSelection selection) {
    return switch (selection) {
      case ByName(WorkloadRef ref) -> api.find(ref).map(SimulatedWorkload::ref).stream().toList();
      case BySelector(var kind, var namespace, var selector) ->
          api.all().stream()
              .filter(workload -> workload.ref().kind() == kind)
              .filter(workload -> workload.ref().namespace().equals(namespace))
              .filter(workload -> selector.matches(workload.common.labels()))
              .map(SimulatedWorkload::ref)
              .toList();
    };
  }

  private void tellOfNothing(Wave wave, WorkloadSelection selection) {
    switch (selection) {
      case ByName(WorkloadRef ref) ->
          problems.add(ref + " in wave " + wave.name() + " does not exist" + hint(ref));
      case BySelector(var kind, var namespace, var selector) -> {
        if (!wave.allowEmpty()) {
          problems.add(
              "the selector %s in wave %s matches no %s in namespace %s"
                  .formatted(selector, wave.name(), kind.kind(), namespace));
        }
      }
    }
  }

  private String hint(WorkloadRef missing) {
    List<String> names =
        api.all().stream()
            .map(SimulatedWorkload::ref)
            .filter(ref -> ref.kind() == missing.kind())
            .filter(ref -> ref.namespace().equals(missing.namespace()))
            .map(WorkloadRef::name)
            .toList();
    return NearestName.to(missing.name(), names)
        .map(name -> "; did you mean " + name + "?")
        .orElse("");
  }
}
