package dev.rollwave.simulation.worlds.world;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection.ByName;
import dev.rollwave.workload.WorkloadRef;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A plan's waves, looked up by what is in them. */
public final class Waves {
  private final Map<WorkloadRef, Wave> waveOf = new HashMap<>();
  private final Map<String, List<WorkloadRef>> refs = new HashMap<>();
  private final RestartPlan plan;
  private final Map<String, List<Wave>> dependencies = new HashMap<>();

  /** Those of {@code plan}, which names each workload. */
  public Waves(RestartPlan plan) {
    this.plan = plan;
    Map<String, Wave> byName = new HashMap<>();
    for (Wave wave : plan.waves()) {
      List<WorkloadRef> inside =
          wave.workloads().stream().map(selection -> ((ByName) selection).ref()).toList();
      refs.put(wave.name(), inside);
      byName.put(wave.name(), wave);
      inside.forEach(ref -> waveOf.put(ref, wave));
    }
    for (Wave wave : plan.waves()) {
      dependencies.put(
          wave.name(),
          wave.dependsOn().stream().map(name -> Objects.requireNonNull(byName.get(name))).toList());
    }
  }

  /** The plan itself. */
  public RestartPlan plan() {
    return plan;
  }

  /** The wave of a workload of the plan. */
  public Wave of(WorkloadRef ref) {
    return Objects.requireNonNull(waveOf.get(ref));
  }

  /** A wave of the plan. */
  public Wave named(String name) {
    return plan.waves().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  /** The workloads of a wave of the plan. */
  public List<WorkloadRef> refs(Wave wave) {
    return Objects.requireNonNull(refs.get(wave.name()));
  }

  /** The waves that {@code wave} depends on, directly or over others, each once. */
  public Collection<Wave> ancestorsOf(Wave wave) {
    Map<String, Wave> found = new LinkedHashMap<>();
    Deque<Wave> next = new ArrayDeque<>(dependenciesOf(wave));
    while (!next.isEmpty()) {
      Wave one = next.remove();
      if (found.put(one.name(), one) == null) {
        next.addAll(dependenciesOf(one));
      }
    }
    return found.values();
  }

  /** The waves that {@code wave} itself names. */
  public List<Wave> dependenciesOf(Wave wave) {
    return Objects.requireNonNull(dependencies.get(wave.name()));
  }
}
