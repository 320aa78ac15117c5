package dev.rollwave.simulation.rehearsal;

import dev.rollwave.simulation.time.Outage;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What goes wrong in a rehearsal, as its options ask.
 *
 * @param failing workloads whose new pods crash again and again
 * @param slow how long each new pod of these takes to get Ready once it runs
 * @param outages in which the API server is out of reach
 * @param kills instants at which whatever process runs the plan is killed
 */
public record InjectedFaults(
    Set<WorkloadRef> failing,
    Map<WorkloadRef, Duration> slow,
    List<Outage> outages,
    List<Instant> kills) {
  /** Nothing goes wrong. */
  public static final InjectedFaults NONE =
      new InjectedFaults(Set.of(), Map.of(), List.of(), List.of());

  public InjectedFaults {
    failing = Collections.unmodifiableSortedSet(new TreeSet<>(failing));
    slow = Collections.unmodifiableMap(new TreeMap<>(slow));
    outages = List.copyOf(outages);
    kills = List.copyOf(kills);
  }
}
