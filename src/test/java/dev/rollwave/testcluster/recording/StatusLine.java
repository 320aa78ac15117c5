package dev.rollwave.testcluster.recording;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the status of one real workload says into one line: every number, and the reason of
 * each condition, by its type. Revisions, whose names are hashes, are numbered as they come up.
 */
final class StatusLine {
  private final List<String> revisions = new ArrayList<>();

  String of(HasMetadata object) {
    String generation = "generation=" + object.getMetadata().getGeneration();
    return switch (object) {
      case Deployment it -> generation + of(it.getStatus());
      case StatefulSet it -> generation + of(it.getStatus());
      case DaemonSet it -> generation + of(it.getStatus());
      default -> throw new IllegalArgumentException("no workload: " + object.getKind());
    };
  }

  private static String of(@Nullable DeploymentStatus status) {
    DeploymentStatus it = status == null ? new DeploymentStatus() : status;
    return " observed="
        + number(it.getObservedGeneration())
        + " replicas="
        + number(it.getReplicas())
        + " updated="
        + number(it.getUpdatedReplicas())
        + " ready="
        + number(it.getReadyReplicas())
        + " available="
        + number(it.getAvailableReplicas())
        + " unavailable="
        + number(it.getUnavailableReplicas())
        + " terminating="
        + number(it.getTerminatingReplicas())
        + it.getConditions().stream()
            .sorted(Comparator.comparing(DeploymentCondition::getType))
            .map(c -> " " + c.getType() + "=" + c.getStatus() + "/" + c.getReason())
            .collect(joining());
  }

  private String of(@Nullable StatefulSetStatus status) {
    StatefulSetStatus it = status == null ? new StatefulSetStatus() : status;
    return " observed="
        + number(it.getObservedGeneration())
        + " replicas="
        + number(it.getReplicas())
        + " ready="
        + number(it.getReadyReplicas())
        + " current="
        + number(it.getCurrentReplicas())
        + " updated="
        + number(it.getUpdatedReplicas())
        + " currentRevision="
        + numbered(it.getCurrentRevision())
        + " updateRevision="
        + numbered(it.getUpdateRevision());
  }

  private static String of(@Nullable DaemonSetStatus status) {
    DaemonSetStatus it = status == null ? new DaemonSetStatus() : status;
    return " observed="
        + number(it.getObservedGeneration())
        + " desired="
        + number(it.getDesiredNumberScheduled())
        + " current="
        + number(it.getCurrentNumberScheduled())
        + " misscheduled="
        + number(it.getNumberMisscheduled())
        + " updated="
        + number(it.getUpdatedNumberScheduled())
        + " ready="
        + number(it.getNumberReady())
        + " available="
        + number(it.getNumberAvailable())
        + " unavailable="
        + number(it.getNumberUnavailable());
  }

  private String numbered(@Nullable String revision) {
    if (revision == null) {
      return "none";
    }
    if (!revisions.contains(revision)) {
      revisions.add(revision);
    }
    return "#" + (revisions.indexOf(revision) + 1);
  }

  // The API leaves a count of zero out.
  private static long number(@Nullable Number count) {
    return count == null ? 0 : count.longValue();
  }
}
