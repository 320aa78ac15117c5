package dev.rollwave.workload.trouble;

import java.util.Optional;

/**
 * Something that a rollout will not get past as it is. It may pass: how long it has to stand before
 * the rollout is given up is for others to say.
 */
public sealed interface Trouble permits PodTrouble, WorkloadTrouble {

  /** What it is, CamelCase, such as {@code CrashLoopBackOff} or {@code ReplicaFailure}. */
  String reason();

  /** As the component that noticed it wrote it; empty when absent. */
  String message();

  /** The pod that it is about, where it is about one. */
  default Optional<PodTrouble> ofPod() {
    return switch (this) {
      case PodTrouble pod -> Optional.of(pod);
      case WorkloadTrouble _ -> Optional.empty();
    };
  }

  /**
   * Whether it is the same trouble, seen at another time: of the same pod and cause, whatever the
   * word and the message are now; or one of the workload itself that has not passed since.
   */
  default boolean isSameAs(Trouble other) {
    return switch (this) {
      case PodTrouble pod ->
          other instanceof PodTrouble its
              && its.uid().equals(pod.uid())
              && its.cause() == pod.cause();
      case WorkloadTrouble own ->
          other instanceof WorkloadTrouble its
              && its.reason().equals(own.reason())
              && its.writtenAt().equals(own.writtenAt());
    };
  }

  /** Whether time alone often ends it, with nothing wrong in the workload. */
  default boolean mayPassUnaided() {
    return switch (this) {
      case PodTrouble pod -> pod.cause().mayPassUnaided();
      case WorkloadTrouble _ -> false;
    };
  }
}
