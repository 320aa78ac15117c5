package dev.rollwave.simulation.cluster;

import dev.rollwave.simulation.cluster.SimulatedDaemonSet.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a DaemonSet's pod on each node, and replaces them node by node.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/daemon/update.go">update.go</a>
 *     and daemon_controller.go beside it
 */
final class DaemonSetController {
  private final SimulatedDaemonSet set;

  DaemonSetController(SimulatedDaemonSet set) {
    this.set = set;
  }

  void reconcile() {
    Counts found = count();
    // Pods that were just created are waited for before any is ended, as the real controller's
    // expectations make it.
    if (!fillEmptyNodes() && !set.spec().onDelete()) {
      endOutdated();
    }
    set.writeStatus(found);
  }

  private boolean fillEmptyNodes() {
    boolean filled = false;
    List<String> nodes = set.around.nodes();
    for (int node = 0; node < nodes.size(); node++) {
      if (set.oldestOn(nodes.get(node)).isEmpty()) {
        set.createPod(node);
        filled = true;
      }
    }
    return filled;
  }

  private void endOutdated() {
    int unavailable = 0;
    List<SimulatedPod> candidates = new ArrayList<>();
    for (String node : set.around.nodes()) {
      SimulatedPod pod = set.oldestOn(node).orElseThrow();
      boolean isOutdated = !pod.revision.equals(set.template().digest());
      if (pod.terminating || (!isOutdated && !isAvailable(pod))) {
        unavailable++;
      } else if (isOutdated && !isAvailable(pod)) {
        // One that serves no traffic anyway is replaced whatever the limit says.
        set.end(pod);
        unavailable++;
      } else if (isOutdated) {
        candidates.add(pod);
      }
    }
    int room = Math.max(0, set.spec().maxUnavailable() - unavailable);
    candidates.subList(0, Math.min(room, candidates.size())).forEach(set::end);
  }

  private Counts count() {
    int current = 0;
    int updated = 0;
    int ready = 0;
    int available = 0;
    for (String node : set.around.nodes()) {
      Optional<SimulatedPod> found = set.oldestOn(node);
      if (found.isPresent()) {
        SimulatedPod oldest = found.get();
        current++;
        ready += oldest.isReady() ? 1 : 0;
        updated += oldest.revision.equals(set.template().digest()) ? 1 : 0;
        available += isAvailable(oldest) ? 1 : 0;
      }
    }
    return new Counts(set.around.nodes().size(), current, updated, ready, available);
  }

  private boolean isAvailable(SimulatedPod pod) {
    return pod.running && pod.isAvailable(set.minReady(), set.around.time().instant());
  }
}
