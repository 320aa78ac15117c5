package dev.rollwave.simulation.worlds.world;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A plan, a cluster and what goes wrong, as a value: the same world always plays the same. A
 * smaller world is made by leaving parts out.
 *
 * @param seed of what is drawn while it is played
 * @param start what its clock shows first
 * @param nodes how many its cluster has, 1 or more
 * @param plan what is run; names each workload
 * @param workloads of the cluster, in the plan's order
 * @param faults in a fixed order
 */
public record World(
    long seed,
    Instant start,
    int nodes,
    RestartPlan plan,
    List<WorkloadSpec> workloads,
    List<Fault> faults) {
  public World {
    workloads = List.copyOf(workloads);
    faults = List.copyOf(faults);
  }

  /** Names of all parts that can be left out: workloads, faults, and what the plan limits. */
  public List<String> parts() {
    List<String> parts = new ArrayList<>();
    workloads.forEach(spec -> parts.add(spec.common().name()));
    for (int i = 0; i < faults.size(); i++) {
      parts.add("f" + i);
    }
    for (PlanPart part : PlanPart.values()) {
      parts.add(part.word());
    }
    return parts;
  }

  /**
   * The same with these parts alone; they keep their names only in the world that they are taken
   * from.
   *
   * @return empty when no workload would be left
   */
  public Optional<World> keeping(Set<String> parts) {
    List<WorkloadSpec> kept =
        workloads.stream().filter(spec -> parts.contains(spec.common().name())).toList();
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    List<Fault> keptFaults = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      Fault fault = faults.get(i);
      boolean hasTarget =
          fault.target().isEmpty()
              || kept.stream().anyMatch(spec -> spec.ref().equals(fault.target().get()));
      if (hasTarget && parts.contains("f" + i)) {
        keptFaults.add(fault);
      }
    }
    return Optional.of(
        new World(seed, start, nodes, SmallerPlan.of(plan, kept, parts), kept, keptFaults));
  }
}
