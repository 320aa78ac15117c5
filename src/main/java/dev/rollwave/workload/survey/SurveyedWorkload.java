package dev.rollwave.workload.survey;

import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A workload as a rehearsal has to know it: as it was found, how it replaces its pods, and how long
 * that took.
 *
 * @param snapshot as it was found
 * @param labels of its own metadata, which selectors of a plan match
 * @param replacement what a snapshot does not tell of its rollouts
 * @param pace of its pods
 */
public record SurveyedWorkload(
    WorkloadSnapshot snapshot, Map<String, String> labels, Replacement replacement, PodPace pace) {
  public SurveyedWorkload {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /** Shorthand for {@code snapshot().ref()}. */
  public WorkloadRef ref() {
    return snapshot.ref();
  }

  /**
   * How pods are replaced, beyond what a {@link WorkloadSnapshot} tells.
   *
   * @param minReadySeconds how long a pod is Ready before it counts as available, 0 or more
   * @param progressDeadline of a Deployment; empty for other kinds, and where it has none
   * @param maxSurge pods above one a node, of a DaemonSet; resolved; 0 for other kinds
   * @param maxUnavailable nodes without a pod, of a DaemonSet; resolved; 0 for other kinds
   * @param parallel whether a StatefulSet creates and ends its pods all at once
   */
  public record Replacement(
      int minReadySeconds,
      Optional<Duration> progressDeadline,
      int maxSurge,
      int maxUnavailable,
      boolean parallel) {}
}
