package dev.rollwave.workload;

/** The annotation keys that a restart writes, and that tell of it later. */
public final class Annotations {
  /**
   * The stamp, on the pod template: the key of {@code kubectl rollout restart}, so that other tools
   * and people see our restarts as what they are.
   *
   * @see <a
   *     href="https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/objectrestarter.go">objectrestarter.go</a>
   */
  public static final String STAMP = "kubectl.kubernetes.io/restartedAt";

  /** The run that restarted the workload, on its own metadata. */
  public static final String RUN_ID = "rollwave.dev/run-id";

  /** The name of that run's plan, on the workload's own metadata. */
  public static final String PLAN = "rollwave.dev/plan";

  /** The stamp that this run wrote, on the workload's own metadata: tells a stamp taken away. */
  public static final String RESTARTED_AT = "rollwave.dev/restarted-at";

  /**
   * The namespace in which that run keeps its lock and its record, on the workload's own metadata:
   * tells a run whose record is gone from one whose record is elsewhere.
   */
  public static final String STATE_NAMESPACE = "rollwave.dev/state-namespace";

  /** Why the run restarted it, in a person's words, on the workload's own metadata. */
  public static final String REASON = "rollwave.dev/reason";

  private Annotations() {}
}
