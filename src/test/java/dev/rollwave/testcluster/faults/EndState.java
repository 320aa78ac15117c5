package dev.rollwave.testcluster.faults;

import dev.rollwave.testcluster.facts.WorkloadFacts;
import dev.rollwave.workload.WorkloadRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a run leaves in the cluster, as far as it does not differ from one run to the next: no
 * times, no ids.
 *
 * @param workloads in the order in which they were asked for
 */
record EndState(List<End> workloads) {
  /** What a run without any fault leaves: each workload restarted once, and rolled out. */
  static final EndState UNDISTURBED = eachRestarted("one", "two");

  /** What is left where {@code one} was restarted and {@code two} was spared. */
  static final EndState ONE_ALONE = new EndState(List.of(restarted("one"), untouched("two")));

  /** What is left where nothing was restarted. */
  static final EndState UNTOUCHED = new EndState(List.of(untouched("one"), untouched("two")));

  private static final String OURS = "rollwave.dev/";

  /**
   * One workload.
   *
   * @param name of it
   * @param generation 1 when it was created; each restart adds one
   * @param revisions of its pod template; each restart adds one
   * @param isStamped whether its pod template is
   * @param isComplete whether its rollout is
   * @param marks the keys of our annotations on the workload itself
   */
  record End(
      String name,
      long generation,
      int revisions,
      boolean isStamped,
      boolean isComplete,
      Set<String> marks) {}

  /** What is left where each of these was restarted, and rolled out. */
  static EndState eachRestarted(String... names) {
    return new EndState(Stream.of(names).map(EndState::restarted).toList());
  }

  private static End restarted(String name) {
    return new End(
        name,
        2,
        2,
        true,
        true,
        Set.of(
            OURS + "plan",
            OURS + "reason",
            OURS + "restarted-at",
            OURS + "run-id",
            OURS + "state-namespace"));
  }

  private static End untouched(String name) {
    return new End(name, 1, 1, false, true, Set.of());
  }

  static EndState of(Bench bench, WorkloadRef... workloads) {
    List<End> ends = new ArrayList<>();
    for (WorkloadRef workload : workloads) {
      WorkloadFacts facts = bench.truth().facts(workload);
      Set<String> marks = new TreeSet<>(facts.marks().keySet());
      marks.removeIf(key -> !key.startsWith(OURS));
      ends.add(
          new End(
              workload.name(),
              facts.generation(),
              bench.truth().revisions(workload).size(),
              facts.stamp().isPresent(),
              facts.complete(),
              marks));
    }
    return new EndState(ends);
  }
}
