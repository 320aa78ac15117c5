package dev.rollwave.simulation.cluster;

import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DaemonSetSpec;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A DaemonSet: its spec, a pod for each node, and the status that its controller last wrote. */
final class SimulatedDaemonSet extends SimulatedWorkload {
  private static final Duration CREATE_AGAIN = Duration.ofSeconds(5);

  private final DaemonSetSpec spec;
  private final List<SimulatedPod> pods = new ArrayList<>();
  private final DaemonSetController daemonSetController;
  private Optional<String> newestRevision;
  private Counts counts;

  /** The numbers of its status. */
  record Counts(int desired, int current, int updated, int ready, int available) {
    int unavailable() {
      return desired - available;
    }
  }

  SimulatedDaemonSet(DaemonSetSpec spec, long seed, Surroundings around) {
    super(spec, seed, around);
    this.spec = spec;
    String revision = template().digest();
    int nodes = around.nodes().size();
    for (int node = 0; node < nodes; node++) {
      pods.add(found(nextPodName(), revision, node, this::podChanged));
    }
    this.newestRevision = Optional.of(revision);
    this.counts = new Counts(nodes, nodes, nodes, nodes, nodes);
    this.daemonSetController = new DaemonSetController(this);
  }

  @Override
  DaemonSetSnapshot snapshot() {
    return new DaemonSetSnapshot(
        object(),
        counts.desired(),
        counted(counts.updated(), counts.desired()),
        counted(counts.ready(), counts.desired()),
        counted(counts.available(), counts.desired()),
        spec.onDelete(),
        spec.minReadySeconds(),
        Math.max(1, spec.maxUnavailable()),
        spec.surgeObstacles());
  }

  @Override
  void reconcile() {
    newestRevision = Optional.of(template().digest());
    daemonSetController.reconcile();
  }

  @Override
  Optional<String> newestRevision() {
    return newestRevision;
  }

  @Override
  List<SimulatedPod> pods() {
    return pods;
  }

  @Override
  void forget(SimulatedPod pod) {
    pods.remove(pod);
  }

  DaemonSetSpec spec() {
    return spec;
  }

  Duration minReady() {
    return Duration.ofSeconds(spec.minReadySeconds());
  }

  /** The pod that was made first of those on a node. */
  Optional<SimulatedPod> oldestOn(String node) {
    for (SimulatedPod pod : pods) {
      if (pod.node.equals(node)) {
        return Optional.of(pod);
      }
    }
    return Optional.empty();
  }

  void createPod(int node) {
    if (podsAreForbidden()) {
      controller().enqueueAfter(CREATE_AGAIN);
      return;
    }
    pods.add(create(nextPodName(), template().digest(), node, this::podChanged));
    controller().enqueue();
  }

  Counts counts() {
    return counts;
  }

  void writeStatus(Counts newCounts) {
    boolean different = !newCounts.equals(counts);
    counts = newCounts;
    writeStatus(different);
  }

  private void podChanged() {
    controller().enqueue();
    if (!minReady().isZero()) {
      controller().enqueueAfter(minReady());
    }
  }

  private String nextPodName() {
    return ref().name() + "-" + podSuffix();
  }
}
