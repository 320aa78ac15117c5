package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.Annotations;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadSnapshot;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Maps the pods that a workload owns to what diagnosis and proof need. */
public final class PodSnapshots {
  private PodSnapshots() {}

  /** The pods that {@code workload} owns among {@code related}, and its newest revision. */
  public static PodSet podSet(WorkloadSnapshot workload, RelatedObjects related) {
    Set<String> owners = Owners.ofPods(workload, related.replicaSets());
    Set<String> nodesNotReady =
        related.nodes().stream()
            .filter(node -> !isReady(node))
            .map(node -> node.getMetadata().getName())
            .collect(Collectors.toSet());
    List<Pod> owned =
        related.pods().stream().filter(pod -> Owners.isOwnedByAny(pod, owners)).toList();
    return new PodSet(
        NewestRevisions.of(workload, related), snapshots(workload, owned, nodesNotReady));
  }

  /**
   * {@code pods} in order of name, where each tells by itself that {@code workload} owns it; empty
   * where one does not. Nothing is known of their nodes.
   */
  public static Optional<List<PodSnapshot>> ownedAsTheyTell(
      WorkloadSnapshot workload, List<Pod> pods) {
    return pods.stream().allMatch(pod -> Owners.isToldBy(pod, workload))
        ? Optional.of(snapshots(workload, pods, Set.of()))
        : Optional.empty();
  }

  private static List<PodSnapshot> snapshots(
      WorkloadSnapshot workload, List<Pod> pods, Set<String> nodesNotReady) {
    String revisionLabel = revisionLabel(workload);
    return pods.stream()
        .map(pod -> of(pod, revisionLabel, nodesNotReady))
        .sorted(Comparator.comparing(PodSnapshot::name))
        .toList();
  }

  /** The label that tells the revision of a pod of {@code workload}. */
  static String revisionLabel(WorkloadSnapshot workload) {
    return KindMapping.of(workload.ref().kind()).revisionSource().podLabel();
  }

  private static PodSnapshot of(Pod pod, String revisionLabel, Set<String> nodesNotReady) {
    PodStatus status = Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
    Optional<String> node =
        Optional.ofNullable(pod.getSpec())
            .map(spec -> spec.getNodeName())
            .filter(n -> !n.isEmpty());
    return new PodSnapshot(
        pod.getMetadata().getName(),
        Objects.requireNonNullElse(pod.getMetadata().getUid(), ""),
        Labels.of(pod, revisionLabel).orElse(""),
        Labels.annotation(pod.getMetadata(), Annotations.STAMP),
        node,
        node.filter(nodesNotReady::contains).isEmpty(),
        pod.getMetadata().getDeletionTimestamp() != null,
        deletionRequested(pod.getMetadata()),
        deletionGrace(pod.getMetadata()),
        Objects.requireNonNullElse(status.getPhase(), "Unknown"),
        condition(status, "Ready").filter(c -> "True".equals(c.getStatus())).isPresent(),
        condition(status, "Ready").flatMap(PodSnapshots::since),
        condition(status, "PodScheduled")
            .filter(c -> "False".equals(c.getStatus()) && "Unschedulable".equals(c.getReason()))
            .map(c -> Objects.requireNonNullElse(c.getMessage(), "")),
        ContainerStates.of(pod));
  }

  // The time that the API server shows is the end of the grace period.
  private static Optional<Instant> deletionRequested(ObjectMeta pod) {
    return instant(pod.getDeletionTimestamp()).map(end -> end.minus(deletionGrace(pod)));
  }

  private static Duration deletionGrace(ObjectMeta pod) {
    return Duration.ofSeconds(Objects.requireNonNullElse(pod.getDeletionGracePeriodSeconds(), 0L));
  }

  private static Optional<Instant> since(PodCondition condition) {
    return instant(condition.getLastTransitionTime());
  }

  private static Optional<Instant> instant(@Nullable String written) {
    try {
      return Optional.ofNullable(written).map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<PodCondition> condition(PodStatus status, String type) {
    return Objects.requireNonNullElse(status.getConditions(), List.<PodCondition>of()).stream()
        .filter(condition -> type.equals(condition.getType()))
        .findFirst();
  }

  private static boolean isReady(Node node) {
    return node.getStatus() == null
        || node.getStatus().getConditions() == null
        || node.getStatus().getConditions().stream()
            .filter(condition -> "Ready".equals(condition.getType()))
            .allMatch(condition -> "True".equals(condition.getStatus()));
  }
}
