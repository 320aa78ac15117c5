package dev.rollwave.workload.rollout;

import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadSnapshot;
import java.util.List;

/**
 * Whether a workload whose rollout failed still does its work, by its pods as they were seen then.
 *
 * @param ready pods that are Ready and not on their way out, 0 or more
 * @param old how many of them are of an older revision: from before the restart
 * @param wanted how many pods the workload asks for
 */
public record Serving(int ready, int old, int wanted) {

  /** As {@code pods} of {@code workload} show it. */
  public static Serving of(WorkloadSnapshot workload, PodSet pods) {
    int old = ready(pods.outdated());
    return new Serving(old + ready(pods.newest()), old, workload.desired());
  }

  private static int ready(List<PodSnapshot> pods) {
    return (int) pods.stream().filter(PodSnapshot::ready).count();
  }

  /** For a person, a clause. */
  public String told() {
    return ready == 0 ? counted() : counted() + "; " + whose();
  }

  /** The same where which of them are from before the restart is no longer known. */
  public String counted() {
    if (ready == 0) {
      return "no: none of its pods is Ready, " + wanted + " wanted";
    }
    String howMany = ready == 1 ? "1 pod is Ready" : ready + " pods are Ready";
    return "%s: %s, %d wanted".formatted(ready < wanted ? "with less" : "yes", howMany, wanted);
  }

  private String whose() {
    if (old == 0) {
      return "none of them is from before the restart";
    }
    return old == ready ? "all from before the restart" : old + " of them from before the restart";
  }
}
