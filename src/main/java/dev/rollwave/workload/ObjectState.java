package dev.rollwave.workload;

import java.util.Optional;

/**
 * What every kind of workload says about itself.
 *
 * @param ref which workload
 * @param uid tells an object from its successor of the same name
 * @param resourceVersion opaque; equal means unchanged
 * @param generation of the spec, 1 or more
 * @param observedGeneration the generation its controller has acted on; 0 when none
 * @param terminating whether a deletion was requested
 * @param stamp value of {@code kubectl.kubernetes.io/restartedAt} on the pod template, as found
 * @param mark what a run of ours wrote on the workload's own metadata
 * @param templateDigest changes whenever the pod template does; compared for equality only
 * @param stampManager the field manager that last wrote the pod template's annotations, where the
 *     API server tells
 */
public record ObjectState(
    WorkloadRef ref,
    String uid,
    String resourceVersion,
    long generation,
    long observedGeneration,
    boolean terminating,
    Optional<String> stamp,
    Optional<RestartMark> mark,
    String templateDigest,
    Optional<String> stampManager) {

  /** Whether {@code other} is the same in all that a workload is judged by. */
  boolean isJudgedAs(ObjectState other) {
    return uid.equals(other.uid)
        && generation == other.generation
        && observedGeneration == other.observedGeneration
        && terminating == other.terminating
        && stamp.equals(other.stamp)
        && templateDigest.equals(other.templateDigest);
  }
}
