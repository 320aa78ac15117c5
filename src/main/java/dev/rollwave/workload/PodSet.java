package dev.rollwave.workload;

import java.util.List;
import java.util.Optional;

/**
 * The pods of one workload, read together, with the revision that is the newest.
 *
 * @param newestRevision the pod-template-hash of the newest ReplicaSet, or the
 *     controller-revision-hash of the newest ControllerRevision; empty when no controller has made
 *     one yet
 * @param pods in order of name
 */
public record PodSet(Optional<String> newestRevision, List<PodSnapshot> pods) {
  public PodSet {
    pods = List.copyOf(pods);
  }

  /** Pods of the newest revision that are active: neither finished nor on their way out. */
  public List<PodSnapshot> newest() {
    return pods.stream().filter(PodSnapshot::isActive).filter(this::isNewest).toList();
  }

  /** Pods of an older revision that are active: neither finished nor on their way out. */
  public List<PodSnapshot> outdated() {
    return pods.stream().filter(PodSnapshot::isActive).filter(p -> !isNewest(p)).toList();
  }

  private boolean isNewest(PodSnapshot pod) {
    return newestRevision.isPresent() && newestRevision.get().equals(pod.revision());
  }
}
