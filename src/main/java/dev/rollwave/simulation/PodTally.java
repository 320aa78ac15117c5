package dev.rollwave.simulation;

import java.util.List;
import java.util.Optional;

/**
 * A workload's pods, counted as they are; those that are terminating are none of them.
 *
 * @param outdated of another revision than the newest
 * @param ready of the newest revision, and Ready
 */
public record PodTally(int outdated, int ready) {

  static PodTally of(List<SimulatedPod> pods, Optional<String> newestRevision) {
    int outdated = 0;
    int ready = 0;
    for (SimulatedPod pod : pods) {
      if (!pod.terminating) {
        boolean isNewest = newestRevision.isPresent() && newestRevision.get().equals(pod.revision);
        outdated += isNewest ? 0 : 1;
        ready += isNewest && pod.isReady() ? 1 : 0;
      }
    }
    return new PodTally(outdated, ready);
  }
}
