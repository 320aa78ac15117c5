package dev.rollwave.simulation.cluster;

import static java.util.stream.Collectors.joining;

import dev.rollwave.workload.Condition;
import dev.rollwave.workload.ObjectState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes what the status of one simulated workload says, in the form of the recordings. */
final class SimulatedStatusLine {
  private final List<String> revisions = new ArrayList<>();

  String of(SimulatedWorkload workload) {
    ObjectState object = workload.object();
    String generations =
        "generation=" + object.generation() + " observed=" + object.observedGeneration();
    return generations
        + switch (workload) {
          case SimulatedDeployment it -> of(it);
          case SimulatedStatefulSet it -> of(it.status());
          case SimulatedDaemonSet it -> of(it.counts());
        };
  }

  private static String of(SimulatedDeployment deployment) {
    SimulatedDeployment.Counts counts = deployment.counts();
    return " replicas=%d updated=%d ready=%d available=%d unavailable=%d terminating=%d"
            .formatted(
                counts.replicas(),
                counts.updated(),
                counts.ready(),
                counts.available(),
                counts.unavailable(),
                counts.terminating())
        + deployment.snapshot().conditions().stream()
            .sorted(Comparator.comparing(Condition::type))
            .map(c -> " " + c.type() + "=" + c.status() + "/" + c.reason())
            .collect(joining());
  }

  private String of(SimulatedStatefulSet.Status status) {
    return " replicas=%d ready=%d current=%d updated=%d currentRevision=%s updateRevision=%s"
        .formatted(
            status.replicas(),
            status.ready(),
            status.current(),
            status.updated(),
            numbered(status.currentRevision()),
            numbered(status.updateRevision()));
  }

  private static String of(SimulatedDaemonSet.Counts counts) {
    // No pod is ever on a node where it should not be: a DaemonSet's nodes do not change here.
    return " desired=%d current=%d misscheduled=0 updated=%d ready=%d available=%d unavailable=%d"
        .formatted(
            counts.desired(),
            counts.current(),
            counts.updated(),
            counts.ready(),
            counts.available(),
            counts.unavailable());
  }

  private String numbered(String revision) {
    if (!revisions.contains(revision)) {
      revisions.add(revision);
    }
    return "#" + (revisions.indexOf(revision) + 1);
  }
}
