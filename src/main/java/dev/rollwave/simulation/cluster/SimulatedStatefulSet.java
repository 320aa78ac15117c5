package dev.rollwave.simulation.cluster;

import dev.rollwave.simulation.cluster.spec.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A StatefulSet: its spec, its pods by ordinal, and the status that its controller last wrote. */
final class SimulatedStatefulSet extends SimulatedWorkload {
  private static final Duration CREATE_AGAIN = Duration.ofSeconds(5);

  private final StatefulSetSpec spec;
  private final List<SimulatedPod> pods = new ArrayList<>();
  private final StatefulSetController statefulSetController;
  private int desired;
  private Status status;

  /** The numbers and revisions of its status. */
  record Status(
      int replicas,
      int ready,
      int available,
      int current,
      int updated,
      String currentRevision,
      String updateRevision) {}

  SimulatedStatefulSet(StatefulSetSpec spec, long seed, Surroundings around) {
    super(spec, seed, around);
    this.spec = spec;
    this.desired = spec.replicas();
    String revision = revisionOfTemplate();
    for (int ordinal = spec.start(); ordinal < spec.start() + desired; ordinal++) {
      pods.add(found(podName(ordinal), revision, ordinal, this::podChanged));
    }
    this.status = new Status(desired, desired, desired, desired, desired, revision, revision);
    this.statefulSetController = new StatefulSetController(this);
  }

  @Override
  StatefulSetSnapshot snapshot() {
    return new StatefulSetSnapshot(
        object(),
        desired,
        counted(status.replicas(), desired),
        counted(status.updated(), Math.max(0, desired - spec.partition())),
        counted(status.ready(), desired),
        counted(status.available(), desired),
        spec.start(),
        spec.partition(),
        spec.onDelete(),
        countsAreAhead() && spec.partition() == 0
            ? status.updateRevision()
            : status.currentRevision(),
        status.updateRevision(),
        spec.minReadySeconds(),
        1);
  }

  @Override
  void reconcile() {
    statefulSetController.reconcile();
  }

  @Override
  Optional<String> newestRevision() {
    return Optional.of(status.updateRevision());
  }

  @Override
  List<SimulatedPod> pods() {
    return pods;
  }

  @Override
  void forget(SimulatedPod pod) {
    pods.remove(pod);
  }

  StatefulSetSpec spec() {
    return spec;
  }

  int desired() {
    return desired;
  }

  Status status() {
    return status;
  }

  Duration minReady() {
    return Duration.ofSeconds(spec.minReadySeconds());
  }

  String revisionOfTemplate() {
    return ref().name() + "-" + template().digest();
  }

  Optional<SimulatedPod> podOf(int ordinal) {
    for (SimulatedPod pod : pods) {
      if (pod.ordinal == ordinal) {
        return Optional.of(pod);
      }
    }
    return Optional.empty();
  }

  boolean isAvailable(SimulatedPod pod) {
    return pod.running && pod.isAvailable(minReady(), around.time().instant());
  }

  /** Its controller backs off; the pace does not matter here. */
  void createLater() {
    controller().enqueueAfter(CREATE_AGAIN);
  }

  void createPod(int ordinal, String revision) {
    pods.add(create(podName(ordinal), revision, ordinal, this::podChanged));
    controller().enqueue();
  }

  void scaleTo(int replicas) {
    if (replicas != desired) {
      desired = replicas;
      changeSpec();
      around.written().accept(this);
    }
  }

  void writeStatus(Status newStatus) {
    boolean different = !newStatus.equals(status);
    status = newStatus;
    writeStatus(different);
  }

  private void podChanged() {
    controller().enqueue();
    if (!minReady().isZero()) {
      controller().enqueueAfter(minReady());
    }
  }

  private String podName(int ordinal) {
    return ref().name() + "-" + ordinal;
  }
}
