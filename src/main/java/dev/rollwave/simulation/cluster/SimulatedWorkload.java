package dev.rollwave.simulation.cluster;

import dev.rollwave.simulation.cluster.spec.PodBehaviour;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A workload as the API server stores it. What its spec says changes at once when written; what its
 * status says changes when its controller writes it.
 */
abstract sealed class SimulatedWorkload
    permits SimulatedDeployment, SimulatedStatefulSet, SimulatedDaemonSet {
  private static final int POD_SUFFIX = 5;
  private static final Comparator<PodSnapshot> BY_NAME = Comparator.comparing(PodSnapshot::name);

  final Surroundings around;
  final WorkloadSpec.Common common;
  private final WorkItem controller;
  private final WorkloadRef ref;
  private final String uid;
  private final SplittableRandom random;
  private final List<RestartRecord> restarts = new ArrayList<>();
  private String resourceVersion = "0";
  private long generation = 1;
  private long observedGeneration = 1;
  private final Map<String, Optional<String>> stampsByDigest = new HashMap<>();
  private Template template;
  private Optional<RestartMark> mark = Optional.empty();
  private Optional<String> stampManager = Optional.empty();
  private PodBehaviour behaviour;
  private boolean deleted;
  private boolean podsForbidden;
  private boolean countsAreAhead;

  SimulatedWorkload(WorkloadSpec spec, long seed, Surroundings around) {
    this.around = around;
    this.common = spec.common();
    this.ref = spec.ref();
    this.uid = around.names().uid();
    this.behaviour = spec.common().behaviour();
    this.template = Template.of(ref.toString(), Optional.empty());
    stampsByDigest.put(template.digest(), template.stamp());
    // Each workload draws from a source of its own, so that taking one out of a world leaves the
    // others as they were.
    this.random = new SplittableRandom(seed ^ Template.fingerprint(ref.toString()));
    this.controller =
        new WorkItem(
            around.time(),
            around.lag(),
            () -> {
              if (!deleted) {
                reconcile();
              }
            });
  }

  /** What the API server would answer to a GET. */
  abstract WorkloadSnapshot snapshot();

  /** One pass of the workload's controller. */
  abstract void reconcile();

  /** The revision label of pods made from the newest template that the controller knows. */
  abstract Optional<String> newestRevision();

  /** All pods, terminating ones too. */
  abstract List<SimulatedPod> pods();

  final WorkloadRef ref() {
    return ref;
  }

  final Instant instant() {
    return around.time().instant();
  }

  final Template template() {
    return template;
  }

  final WorkItem controller() {
    return controller;
  }

  final long generation() {
    return generation;
  }

  final boolean hasObservedItsGeneration() {
    return observedGeneration == generation;
  }

  final List<RestartRecord> restarts() {
    return List.copyOf(restarts);
  }

  final ObjectState object() {
    return new ObjectState(
        ref,
        uid,
        resourceVersion,
        generation,
        observedGeneration,
        false,
        template.stamp(),
        mark,
        template.digest(),
        stampManager);
  }

  final PodSet podSet(boolean withLogs) {
    List<PodSnapshot> all = new ArrayList<>();
    for (SimulatedPod pod : pods()) {
      all.add(pod.snapshot(withLogs));
    }
    all.sort(BY_NAME);
    return new PodSet(newestRevision(), all);
  }

  /** Writes a restart, all in one request; nothing is written when all of it is there already. */
  final void restart(RestartMark newMark, String manager) {
    Template stamped = template.stamped(newMark.stamp());
    boolean changesTemplate = !stamped.equals(template);
    if (!changesTemplate && mark.equals(Optional.of(newMark))) {
      return;
    }
    mark = Optional.of(newMark);
    if (changesTemplate) {
      changeTemplate(stamped, manager);
      restarts.add(new RestartRecord(around.time().instant(), newMark, generation));
      around.restarted().accept(ref);
    }
    around.written().accept(this);
  }

  /** Another client writes the template. */
  final void edit(Template edited, String manager) {
    if (!edited.equals(template)) {
      changeTemplate(edited, manager);
      around.written().accept(this);
    }
  }

  final void behave(PodBehaviour newBehaviour) {
    behaviour = newBehaviour;
  }

  final void hurryCounts(boolean ahead) {
    countsAreAhead = ahead;
    around.written().accept(this);
  }

  // No status counts pods of a revision that is not made yet.
  final boolean countsAreAhead() {
    return countsAreAhead
        && newestRevision().filter(it -> it.endsWith(template.digest())).isPresent();
  }

  /** What its status counts, where it finds {@code found} and {@code whole} is when all is done. */
  final int counted(int found, int whole) {
    return countsAreAhead() ? whole : found;
  }

  final void forbidPods(boolean forbidden) {
    podsForbidden = forbidden;
    controller.enqueue();
  }

  /** Whether an admission check refuses new pods, as a spent quota does. */
  final boolean podsAreForbidden() {
    return podsForbidden;
  }

  /** Its pods go with it. */
  final void delete() {
    deleted = true;
    for (SimulatedPod pod : List.copyOf(pods())) {
      end(pod);
    }
  }

  final void becomeVersion(String version) {
    resourceVersion = version;
  }

  private void changeTemplate(Template changed, String manager) {
    template = changed;
    stampsByDigest.put(template.digest(), template.stamp());
    stampManager = Optional.of(manager);
    changeSpec();
  }

  /** Every change of the spec counts the generation up and wakes the controller. */
  final void changeSpec() {
    generation++;
    controller.enqueue();
  }

  /**
   * The controller writes the status, which says what generation it is about.
   *
   * @param different whether any number or condition is not as before
   */
  final void writeStatus(boolean different) {
    if (different || !hasObservedItsGeneration()) {
      observedGeneration = generation;
      around.written().accept(this);
    }
  }

  /** A new pod, which its kubelet takes up at once. */
  final SimulatedPod create(String name, String revision, int ordinal, Runnable changed) {
    SimulatedPod pod = born(name, revision, ordinal, changed);
    around.kubelet().run(pod, behaviour);
    return pod;
  }

  /** A pod that was Ready long before the world began. */
  final SimulatedPod found(String name, String revision, int ordinal, Runnable changed) {
    SimulatedPod pod = born(name, revision, ordinal, changed);
    pod.running = true;
    pod.readySince = Optional.of(Instant.EPOCH);
    return pod;
  }

  final String podSuffix() {
    return Template.spelled(random.nextLong(), POD_SUFFIX);
  }

  /** Tells a pod to go. */
  final void end(SimulatedPod pod) {
    around.kubelet().end(pod, behaviour instanceof PodBehaviour.HangsInDeletion, () -> forget(pod));
  }

  final void evict() {
    pods().stream().filter(pod -> !pod.terminating).findFirst().ifPresent(this::end);
  }

  /** A container of a pod that is Ready ends by itself, and is Ready again soon. */
  final void restartContainer(Duration unready) {
    pods().stream()
        .filter(pod -> !pod.terminating && pod.isReady())
        .findFirst()
        .ifPresent(pod -> around.kubelet().restart(pod, unready));
  }

  final void silenceKubelets(boolean silent) {
    pods().forEach(pod -> pod.silence(silent));
  }

  /** A pod is gone for good. */
  abstract void forget(SimulatedPod pod);

  private SimulatedPod born(String name, String revision, int ordinal, Runnable changed) {
    List<String> nodes = around.nodes();
    return new SimulatedPod(
        new SimulatedPod.Birth(
            name,
            around.names().uid(),
            revision,
            // Every controller's name for a revision ends with the digest of its template.
            stampsByDigest.getOrDefault(Template.digestAtEndOf(revision), Optional.empty()),
            nodes.get(Math.floorMod(ordinal, nodes.size())),
            ordinal,
            around.time().instant()),
        common.times().drawn(random),
        changed);
  }
}
