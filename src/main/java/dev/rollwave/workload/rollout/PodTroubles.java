package dev.rollwave.workload.rollout;

import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.PodSnapshot.ContainerState;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.trouble.PodTrouble;
import dev.rollwave.workload.trouble.TroubleCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the pods that cannot become ready, in one look at them.
 *
 * @param workload whose pods
 * @param pods as they are
 * @param before as they were at the look before; empty when there was none
 */
record PodTroubles(WorkloadSnapshot workload, PodSet pods, Optional<PodSet> before) {
  /** A container that restarted once may only have waited for what it depends on. */
  private static final int LOOPING = 2;

  /**
   * Those of the newest revision that are in trouble. Of a workload that keeps its broken pods also
   * those that keep the rollout from beginning, and those on their way out, whose names it needs.
   */
  List<PodTrouble> found() {
    return KindRules.of(workload).keepsBrokenPods()
        ? Stream.concat(among(nothingMoves() ? pods.outdated() : pods.newest()).stream(), leaving())
            .toList()
        : among(pods.newest());
  }

  /** The first pod that is on its way out. */
  Optional<PodTrouble> firstLeaving() {
    return leaving().findFirst();
  }

  private Stream<PodTrouble> leaving() {
    return pods.pods().stream().filter(PodSnapshot::terminating).map(this::leaving);
  }

  private PodTrouble leaving(PodSnapshot pod) {
    String since = pod.terminatingSince().map(at -> "since " + at).orElse("it does not end");
    String where = pod.node().map(node -> ", on node " + node).orElse("");
    return trouble(
        pod,
        Optional.empty(),
        TroubleCause.DELETION,
        "Terminating",
        since + where + (pod.nodeReady() ? "" : ", which is not Ready"));
  }

  /** The first pod of the newest revision that is not Ready, whatever the reason. */
  Optional<PodTrouble> firstUnready() {
    return pods.newest().stream().filter(pod -> !pod.ready()).findFirst().map(this::unready);
  }

  /**
   * Whether a broken pod of an older revision keeps the rollout from even beginning: the controller
   * waits for it before it touches any other (kubernetes#67250). Once a pod is being replaced or
   * was replaced, the controller does move, and its turn may come.
   */
  private boolean nothingMoves() {
    return pods.newest().isEmpty() && pods.pods().stream().noneMatch(PodSnapshot::terminating);
  }

  private List<PodTrouble> among(List<PodSnapshot> some) {
    List<PodTrouble> found = new ArrayList<>();
    for (PodSnapshot pod : some) {
      of(pod).ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  private Optional<PodTrouble> of(PodSnapshot pod) {
    if (pod.unschedulable().isPresent()) {
      String message = pod.unschedulable().get();
      return Optional.of(
          trouble(pod, Optional.empty(), TroubleCause.UNSCHEDULABLE, "Unschedulable", message));
    }
    for (ContainerState container : pod.containers()) {
      Optional<TroubleCause> cause = WaitingReasons.cause(container);
      if (cause.isPresent()) {
        String reason = container.waitingReason().orElseThrow();
        return Optional.of(
            trouble(pod, Optional.of(container), cause.get(), reason, container.waitingMessage()));
      }
    }
    return pod.ready() ? Optional.empty() : crashedAgain(pod);
  }

  // A container that is up at the moment may have crashed since the last look all the same, which
  // its count tells. How often it restarted before that says nothing: what it waited for may be
  // there now.
  private Optional<PodTrouble> crashedAgain(PodSnapshot pod) {
    for (ContainerState container : pod.containers()) {
      int crashes = crashes(pod, container);
      if (crashes > 0 && container.restarts() >= LOOPING && !container.completed()) {
        return Optional.of(
            trouble(
                pod,
                Optional.of(container),
                TroubleCause.CRASH_LOOP,
                "CrashLoop",
                "restarted " + times(container.restarts()) + ", not ready, and crashing still"));
      }
    }
    return Optional.empty();
  }

  // The restart that ends a back-off belongs to the crash before it, which was seen.
  private int crashes(PodSnapshot pod, ContainerState container) {
    return before
        .flatMap(then -> then.of(pod.uid()))
        .flatMap(then -> then.container(container.name()))
        .map(then -> container.restarts() - then.restarts() - (isBackingOff(then) ? 1 : 0))
        .orElse(0);
  }

  private static boolean isBackingOff(ContainerState container) {
    return WaitingReasons.cause(container).filter(TroubleCause.CRASH_LOOP::equals).isPresent();
  }

  private PodTrouble unready(PodSnapshot pod) {
    List<ContainerState> alive = pod.containers().stream().filter(c -> !c.completed()).toList();
    String restarted =
        alive.stream()
            .filter(c -> c.restarts() > 0)
            .map(c -> "; container " + c.name() + " restarted " + times(c.restarts()))
            .collect(Collectors.joining());
    return trouble(
        pod,
        alive.stream().filter(c -> !c.lastLogLines().isEmpty()).findFirst(),
        TroubleCause.NOT_READY,
        "NotReady",
        "phase " + pod.phase() + ", its Ready condition is not True" + restarted);
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  private PodTrouble trouble(
      PodSnapshot pod,
      Optional<ContainerState> container,
      TroubleCause cause,
      String reason,
      String message) {
    String name = container.map(ContainerState::name).orElse("");
    return new PodTrouble(
        pod.name(),
        pod.uid(),
        name,
        cause,
        reason,
        message,
        container.map(ContainerState::lastLogLines).orElse(List.of()),
        Remedies.of(cause, workload, pod, name));
  }
}
