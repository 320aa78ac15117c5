package dev.rollwave.testcluster.soak;

import dev.rollwave.testcluster.facts.WorkloadFacts;
import dev.rollwave.workload.WorkloadRef;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the workloads were like at one moment, so that it can be said later how often they were
 * restarted since.
 *
 * @param facts of each workload then
 * @param foreign how many generations of each were the foreign hand's doing by then
 */
record Beginnings(Map<WorkloadRef, WorkloadFacts> facts, Map<WorkloadRef, Integer> foreign) {

  /** As it is now; nothing must be changing meanwhile. */
  static Beginnings now(Estate estate, ForeignHand hand) {
    Map<WorkloadRef, Integer> foreign = new LinkedHashMap<>();
    estate.workloads().forEach(workload -> foreign.put(workload, hand.generations(workload)));
    return new Beginnings(estate.facts(), foreign);
  }

  /**
   * How many restarts of {@code workload} there were from this moment to {@code later}: each change
   * of its specification is a generation, and those of others are known.
   */
  long restarts(WorkloadRef workload, Beginnings later) {
    return later.generation(workload) - generation(workload) - foreignGenerations(workload, later);
  }

  /**
   * How many of its generations are the foreign hand's doing, from this moment to {@code later}.
   */
  int foreignGenerations(WorkloadRef workload, Beginnings later) {
    return of(later.foreign, workload) - of(foreign, workload);
  }

  WorkloadFacts fact(WorkloadRef workload) {
    return of(facts, workload);
  }

  private long generation(WorkloadRef workload) {
    return fact(workload).generation();
  }

  private static <T> T of(Map<WorkloadRef, T> some, WorkloadRef workload) {
    T value = some.get(workload);
    if (value == null) {
      throw new AssertionError(workload + " is none of ours");
    }
    return value;
  }
}
