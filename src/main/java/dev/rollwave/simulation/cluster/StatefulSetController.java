package dev.rollwave.simulation.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Replaces a StatefulSet's pods from the highest ordinal down, one at a time, each available before
 * the next. The numbers written are those from the beginning of the pass; only a pod that the
 * rollout itself ended is taken off them.
 *
 * <p>A StatefulSet in parallel creates and ends pods without waiting for one another when it is
 * scaled; a rollout waits all the same.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/statefulset/stateful_set_control.go">stateful_set_control.go</a>
 */
final class StatefulSetController {
  private static final Comparator<SimulatedPod> HIGHEST_FIRST =
      Comparator.comparingInt((SimulatedPod pod) -> pod.ordinal).reversed();

  private final SimulatedStatefulSet set;

  StatefulSetController(SimulatedStatefulSet set) {
    this.set = set;
  }

  void reconcile() {
    StatefulSetTally tally = new StatefulSetTally(set);
    if (hasEveryOrdinal() && !isScalingDown() && !set.spec().onDelete()) {
      endNextOutdated(tally);
    }
    set.writeStatus(tally.status());
  }

  /** Creates missing pods; false when nothing else may be done in this pass. */
  private boolean hasEveryOrdinal() {
    for (int ordinal = set.spec().start(); ordinal < end(); ordinal++) {
      Optional<SimulatedPod> pod = set.podOf(ordinal);
      if (pod.isEmpty() && set.podsAreForbidden()) {
        set.createLater();
        return false;
      }
      if (pod.isEmpty()) {
        set.createPod(ordinal, revisionFor(ordinal));
      }
      if (!set.spec().parallel() && !pod.map(this::isHealthy).orElse(false)) {
        return false;
      }
    }
    return true;
  }

  private String revisionFor(int ordinal) {
    return ordinal < firstReached() ? set.status().currentRevision() : set.revisionOfTemplate();
  }

  /**
   * Ends pods beyond the wanted number, the highest first; true when nothing else may be done in
   * this pass.
   */
  private boolean isScalingDown() {
    for (SimulatedPod pod : condemned()) {
      if (!pod.terminating) {
        set.end(pod);
      }
      if (!set.spec().parallel()) {
        return true;
      }
    }
    return false;
  }

  private List<SimulatedPod> condemned() {
    List<SimulatedPod> condemned = new ArrayList<>();
    for (SimulatedPod pod : set.pods()) {
      if (pod.ordinal >= end()) {
        condemned.add(pod);
      }
    }
    condemned.sort(HIGHEST_FIRST);
    return condemned;
  }

  private void endNextOutdated(StatefulSetTally tally) {
    String wanted = set.revisionOfTemplate();
    for (int ordinal = end() - 1; ordinal >= firstReached(); ordinal--) {
      Optional<SimulatedPod> pod = set.podOf(ordinal);
      if (pod.isPresent() && !pod.get().terminating && !pod.get().revision.equals(wanted)) {
        tally.take(pod.get());
        set.end(pod.get());
        return;
      }
      if (!pod.map(this::isHealthy).orElse(false)) {
        return;
      }
    }
  }

  /** The first ordinal that is not among the wanted ones. */
  private int end() {
    return set.spec().start() + set.desired();
  }

  /** The first ordinal that the partition does not keep at the older revision. */
  private int firstReached() {
    return set.spec().start() + set.spec().partition();
  }

  private boolean isHealthy(SimulatedPod pod) {
    return !pod.terminating && set.isAvailable(pod);
  }
}
