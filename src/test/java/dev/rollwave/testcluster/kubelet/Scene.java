package dev.rollwave.testcluster.kubelet;

import java.time.Duration;

/**
 * One step of what a pod goes through.
 *
 * @param after how long after the step before it; not negative
 * @param containers what its containers do from then on
 */
public record Scene(Duration after, Containers containers) {
  /** What all containers of the pod do, in the words that {@code kubectl get pods} shows. */
  public enum Containers {
    /** Waiting: the node has taken the pod on and no container runs. */
    CONTAINER_CREATING,
    /** Running, and the readiness probe fails. */
    UNREADY,
    /** Running, and the readiness probe succeeds. */
    READY,
    /** Terminated with exit status 1. Whatever runs after it counts as a restart. */
    ERROR,
    /** Waiting to be started again after a crash. */
    CRASH_LOOP_BACK_OFF,
    /** Waiting: the image was not there. */
    ERR_IMAGE_PULL,
    /** Waiting to try the image again. */
    IMAGE_PULL_BACK_OFF,
    /** Waiting: a ConfigMap or Secret that it needs is not there. */
    CREATE_CONTAINER_CONFIG_ERROR
  }

  public Scene {
    if (after.isNegative()) {
      throw new IllegalArgumentException("a scene cannot come before the one before it");
    }
  }
}
