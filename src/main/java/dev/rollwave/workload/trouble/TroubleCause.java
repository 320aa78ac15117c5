package dev.rollwave.workload.trouble;

/**
 * Why a pod cannot become ready, as coarse as it matters for what is done about it: how long it may
 * last, since when it counts, and what would help. Reasons that a kubelet shows in turn, such as
 * {@code ErrImagePull} and {@code ImagePullBackOff}, have the same cause.
 */
public enum TroubleCause {
  /** The scheduler finds no node for it. */
  UNSCHEDULABLE(true, false, "add a node, or lower what it asks for; to delete it changes nothing"),
  /** Its image cannot be had just now. */
  IMAGE_PULL(true, true, "push the image, or fix the registry or the pull secret"),
  /** Its image can never be had as it is written. */
  INVALID_IMAGE(false, true, "name an image that can be had"),
  /** A ConfigMap, a Secret or a key of one is missing, or it breaks a rule of its node. */
  CONFIGURATION(false, true, "create the ConfigMap, Secret or key that it refers to"),
  /** The container runtime cannot create or start its container. */
  CONTAINER_START(false, true, "fix its command, mounts or security context"),
  /** A container of it ends again and again. */
  CRASH_LOOP(false, true, "find out why it ends, and fix that"),
  /**
   * It was told to go and does not, on a lost node or held by a finalizer, and no other of its name
   * can be made.
   */
  DELETION(false, false, "let its node come back or delete the node, or release its finalizers"),
  /** It runs, and is not Ready. */
  NOT_READY(false, false, "find out what it waits for: a volume, its readiness probe or its gates");

  private final boolean mayPassUnaided;
  private final boolean isBroken;
  private final String advice;

  /**
   * @param mayPassUnaided see {@link #mayPassUnaided}
   * @param isBroken see {@link #isBroken}
   * @param advice see {@link #advice}
   */
  TroubleCause(boolean mayPassUnaided, boolean isBroken, String advice) {
    this.mayPassUnaided = mayPassUnaided;
    this.isBroken = isBroken;
    this.advice = advice;
  }

  /**
   * Whether time alone often ends it, with nothing wrong in the workload: an autoscaler adds a
   * node, a registry answers again.
   */
  public boolean mayPassUnaided() {
    return mayPassUnaided;
  }

  /**
   * Whether a pod with it never gets anywhere, so that a controller that keeps its broken pods
   * needs it deleted.
   */
  public boolean isBroken() {
    return isBroken;
  }

  /** What would help, without a full stop. */
  public String advice() {
    return advice;
  }
}
