package dev.rollwave.engine.spec;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Which goes first of the workloads that may start: the one with the longest remaining path, and of
 * equals the one that the plan names first. Settled once for a run.
 */
public final class Priorities {
  private final int[][] ranks;

  private Priorities(int[][] ranks) {
    this.ranks = ranks;
  }

  /** The engine's own. */
  static Priorities longestPathFirst(
      RestartPlan plan,
      Map<String, List<WorkloadSnapshot>> targets,
      Map<WorkloadRef, Duration> estimates) {
    return longestFirst(plan, targets, new RemainingPaths(plan, targets, estimates)::from);
  }

  /** The longest {@code remaining} goes first. */
  static Priorities longestFirst(
      RestartPlan plan,
      Map<String, List<WorkloadSnapshot>> targets,
      BiFunction<Wave, WorkloadSnapshot, Duration> remaining) {
    Map<WorkloadIndex, Duration> lengths = new HashMap<>();
    List<WorkloadIndex> indices = new ArrayList<>();
    int[][] ranks = new int[plan.waves().size()][];
    for (int w = 0; w < ranks.length; w++) {
      Wave wave = plan.waves().get(w);
      List<WorkloadSnapshot> workloads = targets.getOrDefault(wave.name(), List.of());
      ranks[w] = new int[workloads.size()];
      for (int i = 0; i < workloads.size(); i++) {
        WorkloadIndex index = new WorkloadIndex(w, i);
        indices.add(index);
        lengths.put(index, remaining.apply(wave, workloads.get(i)));
      }
    }
    // Stable: equals stay in the plan's order.
    indices.sort(Comparator.comparing(lengths::get, Comparator.reverseOrder()));
    for (int rank = 0; rank < indices.size(); rank++) {
      WorkloadIndex index = indices.get(rank);
      ranks[index.wave()][index.workload()] = rank;
    }
    return new Priorities(ranks);
  }

  /**
   * The lowest goes first; no two are equal.
   *
   * @param wave index of its wave, in the plan's order
   * @param workload its own index within the wave
   * @return 0 for the first of the run
   * @throws IndexOutOfBoundsException when the run has no such workload
   */
  public int rank(int wave, int workload) {
    return ranks[wave][workload];
  }
}
