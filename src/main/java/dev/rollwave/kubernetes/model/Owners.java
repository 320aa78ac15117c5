package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.WorkloadSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells what belongs to what by the controlling owner: by its uid, and where that one was not read
 * by its name.
 */
public final class Owners {
  private Owners() {}

  /** The uids of those that own the pods of {@code workload}: itself, or its ReplicaSets. */
  public static Set<String> ofPods(WorkloadSnapshot workload, Collection<ReplicaSet> replicaSets) {
    Set<String> itself = Set.of(workload.object().uid());
    return switch (KindMapping.of(workload.ref().kind()).revisionSource()) {
      case REPLICA_SETS ->
          replicaSets.stream()
              .filter(replicaSet -> isOwnedByAny(replicaSet, itself))
              .map(replicaSet -> replicaSet.getMetadata().getUid())
              .filter(Objects::nonNull)
              .collect(Collectors.toSet());
      case CONTROLLER_REVISIONS, STATUS -> itself;
    };
  }

  /**
   * Whether {@code pod} tells by itself that {@code workload} owns it: by the uid of its owner, or,
   * where a ReplicaSet stands between, by that one's name, which the Deployment's controller makes
   * of its own and the pod's hash. False also where that cannot be told.
   *
   * @see <a
   *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/sync.go">getNewReplicaSet</a>
   */
  static boolean isToldBy(Pod pod, WorkloadSnapshot workload) {
    RevisionSource source = KindMapping.of(workload.ref().kind()).revisionSource();
    return switch (source) {
      case REPLICA_SETS ->
          Labels.of(pod, source.podLabel())
              .map(hash -> workload.ref().name() + "-" + hash)
              .filter(name -> isControlledByReplicaSet(pod, name))
              .isPresent();
      case CONTROLLER_REVISIONS, STATUS -> isOwnedByAny(pod, Set.of(workload.object().uid()));
    };
  }

  private static boolean isControlledByReplicaSet(Pod pod, String name) {
    return Objects.requireNonNullElse(
            pod.getMetadata().getOwnerReferences(), List.<OwnerReference>of())
        .stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .anyMatch(owner -> "ReplicaSet".equals(owner.getKind()) && name.equals(owner.getName()));
  }

  /** Whether the controller of {@code object} is one of {@code owners}. */
  public static boolean isOwnedByAny(HasMetadata object, Set<String> owners) {
    return Objects.requireNonNullElse(
            object.getMetadata().getOwnerReferences(), List.<OwnerReference>of())
        .stream()
        .filter(owner -> !Boolean.FALSE.equals(owner.getController()))
        .anyMatch(owner -> owner.getUid() != null && owners.contains(owner.getUid()));
  }
}
