package dev.rollwave.workload.rollout;

import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a workload's pods have to show before its counts are believed. Revisions are told by the
 * label that the controller gave the pod, never by comparing clocks.
 */
final class ProofRules {
  private ProofRules() {}

  /** Why the pods do not prove what the counts say; empty when they do. */
  static Optional<RolloutStatus> objection(WorkloadSnapshot workload, PodSet pods) {
    if (pods.newestRevision().isEmpty()) {
      return inProgress("RevisionUnknown", "no controller has made a revision of it yet");
    }
    KindRules rules = KindRules.of(workload);
    List<PodSnapshot> outdated = only(pods.outdated(), pod -> !rules.mayStayOld(pod));
    if (!outdated.isEmpty()) {
      return inProgress(
          "OldPods",
          "%s of an older revision still there: %s%s"
              .formatted(
                  Wording.pods(outdated.size()),
                  names(outdated),
                  unready(only(pods.newest(), pod -> !pod.ready()))));
    }
    int wanted = rules.podsRequired();
    List<PodSnapshot> newest = only(pods.newest(), pod -> !rules.mayStayOld(pod));
    if (newest.size() < wanted) {
      return inProgress("TooFewPods", "%s there".formatted(Wording.of(newest.size(), wanted)));
    }
    List<PodSnapshot> unready = only(newest, pod -> !pod.ready());
    if (newest.size() - unready.size() < wanted) {
      return inProgress("NotReady", "not ready: " + names(unready));
    }
    return Optional.empty();
  }

  /**
   * What holds a rollout up, as clauses: nodes that are not Ready, and pods on their way out where
   * the controller makes no new one before they are gone; empty when there is nothing of the kind.
   */
  static String stalledBy(WorkloadSnapshot workload, PodSet pods) {
    boolean waits = KindRules.of(workload).waitsForLeavingPods();
    NavigableSet<String> nodes = new TreeSet<>();
    List<String> leaving = new ArrayList<>();
    for (PodSnapshot pod : pods.pods()) {
      boolean matters = waits || !pod.terminating();
      if (matters && !pod.nodeReady()) {
        pod.node().ifPresent(nodes::add);
      }
      if (waits && pod.terminating()) {
        leaving.add(pod.name() + pod.terminatingSince().map(at -> " since " + at).orElse(""));
      }
    }
    return lost(nodes) + (leaving.isEmpty() ? "" : "; terminating: " + Wording.named(leaving));
  }

  private static String lost(NavigableSet<String> nodes) {
    if (nodes.isEmpty()) {
      return "";
    }
    String what = nodes.size() == 1 ? "node " : "nodes ";
    return "; not Ready: " + what + Wording.named(List.copyOf(nodes));
  }

  // While new pods are not Ready the controller keeps the old ones.
  private static String unready(List<PodSnapshot> newest) {
    return newest.isEmpty() ? "" : "; new, and not ready: " + names(newest);
  }

  private static List<PodSnapshot> only(List<PodSnapshot> pods, Predicate<PodSnapshot> wanted) {
    List<PodSnapshot> found = new ArrayList<>(pods.size());
    for (PodSnapshot pod : pods) {
      if (wanted.test(pod)) {
        found.add(pod);
      }
    }
    return found;
  }

  private static String names(List<PodSnapshot> pods) {
    return Wording.named(pods.stream().map(PodSnapshot::name).toList());
  }

  private static Optional<RolloutStatus> inProgress(String reason, String message) {
    return Optional.of(new RolloutStatus(Status.IN_PROGRESS, reason, message));
  }
}
