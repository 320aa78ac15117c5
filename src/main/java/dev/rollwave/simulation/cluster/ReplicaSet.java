package dev.rollwave.simulation.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A ReplicaSet and its controller: makes or ends as many pods as its spec says, and counts the pods
 * that are not terminating.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/replicaset/replica_set.go">replica_set.go</a>
 */
final class ReplicaSet {
  // The order in which pods are given up, worst first: controller_utils.go, ActivePodsWithRanks.
  private static final Comparator<SimulatedPod> WORST_FIRST =
      Comparator.comparing((SimulatedPod pod) -> pod.running)
          .thenComparing(SimulatedPod::isReady)
          .thenComparing(pod -> pod.readySince.orElse(pod.createdAt), Comparator.reverseOrder())
          .thenComparing(pod -> pod.restarts, Comparator.reverseOrder())
          .thenComparing(pod -> pod.createdAt, Comparator.reverseOrder())
          .thenComparing(pod -> pod.name);

  // Its controller backs off; the pace does not matter here.
  private static final Duration CREATE_AGAIN = Duration.ofSeconds(5);

  private final SimulatedDeployment owner;
  private final String hash;
  private final WorkItem controller;
  private final List<SimulatedPod> pods = new ArrayList<>();
  private Counts counts = Counts.NONE;
  private int wanted;
  private Scale scaledFor;
  private int created;
  private boolean failing;

  ReplicaSet(SimulatedDeployment owner, String hash) {
    this.owner = owner;
    this.hash = hash;
    this.scaledFor = owner.scale();
    this.controller = new WorkItem(owner.around.time(), owner.around.lag(), this::reconcile);
  }

  /**
   * What the Deployment wanted when this ReplicaSet was last scaled, as the real controller keeps
   * it in two annotations.
   *
   * @param desired its {@code spec.replicas}
   * @param mostPods that and its surge
   */
  record Scale(int desired, int mostPods) {}

  /**
   * What its status says: pods that are not terminating, those of them that are Ready and that are
   * available, and, beside them, the terminating ones.
   */
  record Counts(int replicas, int ready, int available, int terminating) {
    static final Counts NONE = new Counts(0, 0, 0, 0);
  }

  String hash() {
    return hash;
  }

  String name() {
    return owner.ref().name() + "-" + hash;
  }

  /** {@code spec.replicas}. */
  int wanted() {
    return wanted;
  }

  Scale scaledFor() {
    return scaledFor;
  }

  Counts counts() {
    return counts;
  }

  /** Whether it could not create the pods that it misses. */
  boolean isFailing() {
    return failing;
  }

  List<SimulatedPod> pods() {
    return pods;
  }

  void forget(SimulatedPod pod) {
    if (pods.remove(pod)) {
      controller.enqueue();
    }
  }

  /** Is found with pods that have long been Ready. */
  void settle(int replicas) {
    wanted = replicas;
    for (int i = 0; i < replicas; i++) {
      pods.add(owner.found(nextPodName(), hash, created++, controller::enqueue));
    }
    counts = new Counts(replicas, replicas, replicas, 0);
  }

  /** Its pods, which it was found with, are not Ready. */
  void loseReadiness() {
    pods.forEach(pod -> pod.readySince = Optional.empty());
    counts = new Counts(counts.replicas(), 0, 0, counts.terminating());
  }

  /**
   * Writes {@code spec.replicas} and what it is scaled for, which wakes its own controller and the
   * Deployment's.
   *
   * @return whether it wants another number of pods than before
   */
  boolean scaleTo(int replicas) {
    boolean isAnother = wanted != replicas;
    if (isAnother || !scaledFor.equals(owner.scale())) {
      wanted = replicas;
      scaledFor = owner.scale();
      controller.enqueue();
      owner.controller().enqueue();
    }
    return isAnother;
  }

  private void reconcile() {
    List<SimulatedPod> active = active();
    Counts before = counts;
    counts = count(active);
    boolean wasFailing = failing;
    int missing = wanted - active.size();
    failing = missing > 0 && owner.podsAreForbidden();
    if (failing) {
      controller.enqueueAfter(CREATE_AGAIN);
    }
    for (; missing > 0 && !failing; missing--) {
      pods.add(owner.create(nextPodName(), hash, created++, this::podChanged));
      controller.enqueue();
    }
    if (active.size() > wanted) {
      active.sort(WORST_FIRST);
      active.subList(0, active.size() - wanted).forEach(owner::end);
    }
    if (!counts.equals(before) || failing != wasFailing) {
      owner.controller().enqueue();
    }
  }

  private List<SimulatedPod> active() {
    List<SimulatedPod> active = new ArrayList<>(pods.size());
    for (SimulatedPod pod : pods) {
      if (!pod.terminating) {
        active.add(pod);
      }
    }
    return active;
  }

  private Counts count(List<SimulatedPod> active) {
    int ready = 0;
    int available = 0;
    for (SimulatedPod pod : active) {
      if (pod.isReady()) {
        ready++;
      }
      if (pod.isAvailable(owner.minReady(), owner.around.time().instant())) {
        available++;
      }
    }
    return new Counts(active.size(), ready, available, pods.size() - active.size());
  }

  private void podChanged() {
    controller.enqueue();
    if (!owner.minReady().isZero()) {
      controller.enqueueAfter(owner.minReady());
    }
  }

  private String nextPodName() {
    return name() + "-" + owner.podSuffix();
  }
}
