package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Finds which of a workload's revisions is the newest, as its controller numbers them. */
public final class NewestRevisions {
  private static final String REVISION = "deployment.kubernetes.io/revision";

  private NewestRevisions() {}

  /** The value that the pods of the newest revision carry as their revision label. */
  static Optional<String> of(WorkloadSnapshot workload, RelatedObjects related) {
    return switch (workload) {
      case DeploymentSnapshot d ->
          replicaSet(d, related)
              .flatMap(replicaSet -> Labels.of(replicaSet, PodSnapshots.revisionLabel(d)));
      case StatefulSetSnapshot s -> Optional.of(s.updateRevision()).filter(r -> !r.isEmpty());
      case DaemonSetSnapshot d ->
          newest(
                  owned(workload, related.revisions()),
                  Comparator.comparingLong(r -> Objects.requireNonNullElse(r.getRevision(), 0L)))
              .flatMap(revision -> Labels.of(revision, PodSnapshots.revisionLabel(d)));
    };
  }

  /** The ReplicaSet of a Deployment's newest revision; empty where nobody read it. */
  public static Optional<ReplicaSet> replicaSet(WorkloadSnapshot workload, RelatedObjects related) {
    return newest(
        owned(workload, related.replicaSets()),
        Comparator.comparingLong(NewestRevisions::revision));
  }

  private static <T extends HasMetadata> List<T> owned(WorkloadSnapshot workload, List<T> objects) {
    Set<String> owner = Set.of(workload.object().uid());
    return objects.stream().filter(object -> Owners.isOwnedByAny(object, owner)).toList();
  }

  private static <T> Optional<T> newest(List<T> revisions, Comparator<T> byRevision) {
    return revisions.stream().max(byRevision);
  }

  private static long revision(ReplicaSet replicaSet) {
    return Labels.annotation(replicaSet.getMetadata(), REVISION)
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .orElse(0L);
  }
}
