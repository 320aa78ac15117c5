package dev.rollwave.engine;

import dev.rollwave.plan.HealthPolicy;
import java.time.Duration;

/** The engine's own limits, where a plan has nothing to say. */
final class Limits {
  /**
   * How long an answer to a restart is waited for before it is looked up; above the client's own
   * request timeout.
   */
  static final Duration PATCH_TIMEOUT = Duration.ofSeconds(20);

  /** How long an answer to a read is waited for before it is asked again. */
  static final Duration READ_TIMEOUT = Duration.ofSeconds(20);

  /**
   * How often one restart is sent at most; a status writer busier than that is a failure to tell.
   */
  static final int PATCH_ATTEMPTS = 10;

  /** Added before the next attempt for each one made. */
  static final Duration PATCH_BACKOFF = Duration.ofMillis(250);

  /**
   * How long after its restart, and how often then, the pods of a rollout are looked at, at the
   * latest.
   */
  private static final Duration LAZIEST_LOOK = Duration.ofSeconds(20);

  private static final Duration BUSIEST_LOOK = Duration.ofSeconds(2);

  /** How soon the pods are looked at again when the counts are right and the pods are not. */
  static final Duration PROOF_INTERVAL = Duration.ofSeconds(3);

  /**
   * How often a run looks at what it does not see: a restart in doubt, which may not be sent again
   * meanwhile, and whether it is given up.
   */
  static final Duration UNSEEN_LOOK = Duration.ofSeconds(5);

  /**
   * How long what the pods of a workload prove that no watch shows may be built on: as long as the
   * pods of all others that the same restart builds on may take to answer.
   */
  static final Duration PROOF_HOLDS = Duration.ofSeconds(5);

  /**
   * How often a run is woken that may wait for nothing but what holds a gate: for how long it has
   * waited is written down then, for the process that continues it.
   */
  static final Duration HELD_LOOK = Duration.ofSeconds(30);

  /** How long a failed workload's pods are asked why. */
  static final Duration LAST_WORDS = Duration.ofSeconds(8);

  /** How long the API server may be out of reach before the run is given up. */
  static final Duration OUTAGE_TIMEOUT = Duration.ofMinutes(15);

  /**
   * How long after an outage a pod may still look as it did before it. A kubelet that could not
   * report sends what its pods look like now with its next round, which is every 10 s; the rest is
   * for the round itself, at 50 requests a second for 110 pods, and for an API server that has just
   * started.
   *
   * @see <a
   *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/status/status_manager.go">syncPeriod</a>
   * @see <a
   *     href="https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/">kubeAPIQPS,
   *     maxPods</a>
   */
  static final Duration KUBELETS_REPORT = Duration.ofSeconds(15);

  /**
   * How many times in a row a rollout gets fresh time for being scaled without having moved, and
   * how many times in all for being edited. More changes keep it from failing no longer.
   */
  static final int CHANGES = 20;

  /**
   * How long the API server may refuse to let workloads be listed and watched before they fail for
   * it: an API server that has just started refuses what it grants as soon as its caches are
   * filled, one that is being replaced refuses until the next one answers.
   */
  static final Duration REFUSAL_TIMEOUT = Duration.ofMinutes(2);

  /**
   * How long a process that stood still waits to be told what happened meanwhile: longer than the
   * pause between two attempts of a watch.
   */
  static final Duration TOLD_AGAIN = Duration.ofSeconds(20);

  private Limits() {}

  /**
   * How often the pods of a rollout are looked at: twice within the grace time, so that its end is
   * noticed.
   */
  static Duration betweenLooks(HealthPolicy policy) {
    Duration half = Duration.ofMillis(policy.grace().toMillis() / 2);
    if (half.compareTo(LAZIEST_LOOK) > 0) {
      return LAZIEST_LOOK;
    }
    return half.compareTo(BUSIEST_LOOK) < 0 ? BUSIEST_LOOK : half;
  }
}
