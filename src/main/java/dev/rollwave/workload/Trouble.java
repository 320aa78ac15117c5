package dev.rollwave.workload;

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
}
