package dev.rollwave.simulation.cluster;

import java.util.List;
import java.util.Optional;

/**
 * A workload's pods, counted as they are; those that are terminating are none of them.
 *
 * @param outdated of another revision than the newest
 * @param newest of the newest revision
 * @param ready of these, and Ready
 */
public record PodTally(int outdated, int newest, int ready) {

  static PodTally of(List<SimulatedPod> pods, Optional<String> newestRevision) {
    int outdated = 0;
    int newest = 0;
    int ready = 0;
    for (SimulatedPod pod : pods) {
      if (!pod.terminating) {
        boolean isNewest = newestRevision.isPresent() && newestRevision.get().equals(pod.revision);
        outdated += isNewest ? 0 : 1;
        newest += isNewest ? 1 : 0;
        ready += isNewest && pod.isReady() ? 1 : 0;
      }
    }
    return new PodTally(outdated, newest, ready);
  }
}
