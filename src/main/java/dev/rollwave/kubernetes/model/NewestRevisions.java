package dev.rollwave.kubernetes.model;

import dev.rollwave.workload.WorkloadSnapshot;
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
    RevisionSource source = KindMapping.of(workload.ref().kind()).revisionSource();
    return switch (source) {
      case REPLICA_SETS ->
          replicaSet(workload, related)
              .flatMap(replicaSet -> Labels.of(replicaSet, source.podLabel()));
      case CONTROLLER_REVISIONS ->
          newest(
                  owned(workload, related.revisions()),
                  Comparator.comparingLong(r -> Objects.requireNonNullElse(r.getRevision(), 0L)))
              .flatMap(revision -> Labels.of(revision, source.podLabel()));
      case STATUS -> workload.newestRevision();
    };
  }

  /** The ReplicaSet of the newest revision; empty where none was read. */
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
