package dev.rollwave.kubernetes.model;

import dev.rollwave.kubernetes.api.ApiPath;
import java.util.Optional;

/** Where a controller keeps the revisions of a workload, and how its pods tell theirs. */
public enum RevisionSource {
  /** In ReplicaSets, which own the pods. */
  REPLICA_SETS("replicasets", "pod-template-hash"),
  /** In ControllerRevisions; the workload itself owns the pods. */
  CONTROLLER_REVISIONS("controllerrevisions", "controller-revision-hash"),
  /** The workload's status names the newest, and it owns the pods itself. */
  STATUS("", "controller-revision-hash");

  private final String resource;
  private final String podLabel;

  RevisionSource(String resource, String podLabel) {
    this.resource = resource;
    this.podLabel = podLabel;
  }

  /** The label that tells the revision of a pod. */
  public String podLabel() {
    return podLabel;
  }

  /** The objects of {@code namespace} that are read for it; empty where none are needed. */
  public Optional<ApiPath> collection(String namespace) {
    return resource.isEmpty() ? Optional.empty() : Optional.of(ApiPath.apps(resource, namespace));
  }
}
