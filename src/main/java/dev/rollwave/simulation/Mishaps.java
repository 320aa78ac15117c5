package dev.rollwave.simulation;

import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What goes wrong in a rehearsal, since somebody wants to see it.
 *
 * @param failing workloads whose new pods crash again and again
 * @param slow how long each new pod of these takes to get Ready once it runs
 */
public record Mishaps(Set<WorkloadRef> failing, Map<WorkloadRef, Duration> slow) {
  /** Nothing goes wrong. */
  public static final Mishaps NONE = new Mishaps(Set.of(), Map.of());

  public Mishaps {
    failing = Collections.unmodifiableSortedSet(new TreeSet<>(failing));
    slow = Collections.unmodifiableMap(new TreeMap<>(slow));
  }
}
