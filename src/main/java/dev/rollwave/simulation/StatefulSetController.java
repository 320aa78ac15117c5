package dev.rollwave.simulation;

import dev.rollwave.simulation.SimulatedStatefulSet.Status;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Replaces a StatefulSet's pods from the highest ordinal down, one at a time, each available before
 * the next. Pods are ended or created, at most one in a pass; the numbers written are those from
 * the beginning of the pass.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/statefulset/stateful_set_control.go">stateful_set_control.go</a>
 */
final class StatefulSetController {
  private final SimulatedStatefulSet set;

  StatefulSetController(SimulatedStatefulSet set) {
    this.set = set;
  }

  void reconcile() {
    Status found = count();
    if (everyOrdinalIsAvailable() && !isScalingDown() && !set.spec().onDelete()) {
      endNextOutdated();
    }
    set.writeStatus(completed(found));
  }

  /** Creates the first missing pod; false while any ordinal is missing, ending or unavailable. */
  private boolean everyOrdinalIsAvailable() {
    for (int ordinal = 0; ordinal < set.desired(); ordinal++) {
      Optional<SimulatedPod> pod = set.podOf(ordinal);
      if (pod.isEmpty()) {
        set.createPod(ordinal, revisionFor(ordinal));
        return false;
      }
      if (pod.get().terminating || !isAvailable(pod.get())) {
        return false;
      }
    }
    return true;
  }

  private String revisionFor(int ordinal) {
    return ordinal < set.spec().partition()
        ? set.status().currentRevision()
        : set.revisionOfTemplate();
  }

  /** Ends the highest pod beyond the wanted number; true while there is one. */
  private boolean isScalingDown() {
    Optional<SimulatedPod> condemned =
        set.pods().stream()
            .filter(pod -> pod.ordinal >= set.desired())
            .max(Comparator.comparingInt(pod -> pod.ordinal));
    condemned.ifPresent(set::end);
    return condemned.isPresent();
  }

  private void endNextOutdated() {
    String wanted = set.revisionOfTemplate();
    for (int ordinal = set.desired() - 1; ordinal >= set.spec().partition(); ordinal--) {
      SimulatedPod pod = set.podOf(ordinal).orElseThrow();
      if (!pod.revision.equals(wanted)) {
        set.end(pod);
        return;
      }
    }
  }

  /** Terminating pods are counted, but for the updated ones: so does the real controller. */
  private Status count() {
    List<SimulatedPod> pods = set.pods();
    String wanted = set.revisionOfTemplate();
    return new Status(
        pods.size(),
        (int) pods.stream().filter(StatefulSetController::isRunningAndReady).count(),
        (int) pods.stream().filter(this::isAvailable).count(),
        (int) pods.stream().filter(p -> !p.terminating && p.revision.equals(wanted)).count(),
        set.status().currentRevision(),
        wanted);
  }

  private Status completed(Status found) {
    boolean isComplete =
        !set.spec().onDelete()
            && found.updated() == found.replicas()
            && found.ready() == found.replicas();
    return isComplete
        ? new Status(
            found.replicas(),
            found.ready(),
            found.available(),
            found.updated(),
            found.updateRevision(),
            found.updateRevision())
        : found;
  }

  private static boolean isRunningAndReady(SimulatedPod pod) {
    return pod.running && pod.isReady();
  }

  private boolean isAvailable(SimulatedPod pod) {
    return pod.running && pod.isAvailable(set.minReady(), set.around.time().instant());
  }
}
