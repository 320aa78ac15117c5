package dev.rollwave.workload;

import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import java.util.List;
import java.util.Optional;

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
    List<PodSnapshot> outdated =
        pods.outdated().stream().filter(pod -> !mayStayOld(workload, pod)).toList();
    if (!outdated.isEmpty()) {
      return inProgress(
          "OldPods",
          "%s of an older revision still there: %s"
              .formatted(Wording.pods(outdated.size()), names(outdated)));
    }
    int wanted = wanted(workload);
    List<PodSnapshot> newest =
        pods.newest().stream().filter(pod -> !mayStayOld(workload, pod)).toList();
    if (newest.size() < wanted) {
      return inProgress("TooFewPods", "%s there".formatted(Wording.of(newest.size(), wanted)));
    }
    List<PodSnapshot> unready = newest.stream().filter(pod -> !pod.ready()).toList();
    if (newest.size() - unready.size() < wanted) {
      return inProgress("NotReady", "not ready: " + names(unready));
    }
    return Optional.empty();
  }

  /** The nodes that hold a DaemonSet up, as a clause; empty when there are none. */
  static String stalledBy(WorkloadSnapshot workload, PodSet pods) {
    if (!(workload instanceof DaemonSetSnapshot)) {
      return "";
    }
    List<String> nodes =
        pods.pods().stream()
            .filter(pod -> !pod.nodeReady())
            .flatMap(pod -> pod.node().stream())
            .distinct()
            .sorted()
            .toList();
    if (nodes.isEmpty()) {
      return "";
    }
    return "; not Ready: " + (nodes.size() == 1 ? "node " : "nodes ") + Wording.named(nodes);
  }

  private static int wanted(WorkloadSnapshot workload) {
    return switch (workload) {
      case DeploymentSnapshot d -> d.desired();
      case StatefulSetSnapshot s -> StatefulSetRules.wanted(s);
      case DaemonSetSnapshot d -> d.desired();
    };
  }

  private static boolean mayStayOld(WorkloadSnapshot workload, PodSnapshot pod) {
    return switch (workload) {
      case StatefulSetSnapshot s -> !s.onDelete() && ordinal(pod) < s.partition();
      case DeploymentSnapshot _, DaemonSetSnapshot _ -> false;
    };
  }

  /**
   * The number at the end of a StatefulSet pod's name; beyond every partition when there is none.
   */
  private static long ordinal(PodSnapshot pod) {
    String last = pod.name().substring(pod.name().lastIndexOf('-') + 1);
    return last.matches("\\d{1,10}") ? Long.parseLong(last) : Long.MAX_VALUE;
  }

  private static String names(List<PodSnapshot> pods) {
    return Wording.named(pods.stream().map(PodSnapshot::name).toList());
  }

  private static Optional<RolloutStatus> inProgress(String reason, String message) {
    return Optional.of(new RolloutStatus(Status.IN_PROGRESS, reason, message));
  }
}
