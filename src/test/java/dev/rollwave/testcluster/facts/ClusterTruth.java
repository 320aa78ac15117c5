package dev.rollwave.testcluster.facts;

import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the oracle reads: the cluster itself, never Rollwave's view of it. */
public final class ClusterTruth {
  private static final String REVISION = "deployment.kubernetes.io/revision";

  private final KubernetesClient client;

  public ClusterTruth(KubernetesClient client) {
    this.client = client;
  }

  /** What the workload's object says now; it has to be there. */
  public WorkloadFacts facts(WorkloadRef workload) {
    return find(workload)
        .orElseThrow(() -> new IllegalStateException(workload + " is not in the cluster"));
  }

  /** What the workload's object says now, or empty when there is none. */
  public Optional<WorkloadFacts> find(WorkloadRef workload) {
    String namespace = workload.namespace();
    String name = workload.name();
    return switch (workload.kind()) {
      case DEPLOYMENT ->
          Optional.ofNullable(
                  client.apps().deployments().inNamespace(namespace).withName(name).get())
              .map(WorkloadFacts::of);
      case STATEFUL_SET ->
          Optional.ofNullable(
                  client.apps().statefulSets().inNamespace(namespace).withName(name).get())
              .map(WorkloadFacts::of);
      case DAEMON_SET ->
          Optional.ofNullable(
                  client.apps().daemonSets().inNamespace(namespace).withName(name).get())
              .map(WorkloadFacts::of);
    };
  }

  /** The versions of its pod template, oldest first. The workload has to be there. */
  public List<Revision> revisions(WorkloadRef workload) {
    String uid = facts(workload).uid();
    return (switch (workload.kind()) {
          case DEPLOYMENT -> replicaSets(workload.namespace(), uid);
          case STATEFUL_SET, DAEMON_SET -> controllerRevisions(workload.namespace(), uid);
        })
        .sorted(Comparator.comparingLong(Revision::number))
        .toList();
  }

  /** Those that were not yet there when {@code before} was read by {@link #revisions}. */
  public List<Revision> newRevisions(WorkloadRef workload, List<Revision> before) {
    List<String> known = before.stream().map(Revision::uid).toList();
    return revisions(workload).stream().filter(now -> !known.contains(now.uid())).toList();
  }

  private Stream<Revision> replicaSets(String namespace, String owner) {
    return client.apps().replicaSets().inNamespace(namespace).list().getItems().stream()
        .filter(replicaSet -> isOwned(replicaSet, owner))
        .map(replicaSet -> revision(replicaSet, number(replicaSet)));
  }

  // The controller writes the number soon after it made the ReplicaSet.
  private static long number(ReplicaSet replicaSet) {
    return Optional.ofNullable(replicaSet.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(REVISION))
        .map(Long::parseLong)
        .orElse(Long.MAX_VALUE);
  }

  private Stream<Revision> controllerRevisions(String namespace, String owner) {
    return client.apps().controllerRevisions().inNamespace(namespace).list().getItems().stream()
        .filter(revision -> isOwned(revision, owner))
        .map(revision -> revision(revision, revision.getRevision()));
  }

  private static boolean isOwned(HasMetadata object, String owner) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(reference -> reference.getUid().equals(owner));
  }

  private static Revision revision(HasMetadata object, long number) {
    return new Revision(
        object.getMetadata().getName(),
        object.getMetadata().getUid(),
        Instant.parse(object.getMetadata().getCreationTimestamp()),
        number);
  }
}
