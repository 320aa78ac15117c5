package dev.rollwave.workload.survey;

import java.time.Duration;
import java.util.Optional;

/**
 * What a rehearsal takes a workload to be.
 *
 * @param existence where it is known from that there is such a workload, a clause
 * @param pods how many it has, 0 or more
 * @param podsSource where that is known from, a clause
 * @param start from a pod's creation until its containers run
 * @param ready from there until it is Ready
 * @param termination from the request to delete a pod until it is gone
 * @param spread how much each of these differs from pod to pod, as a share, 0 to 1
 * @param lastRollout how long its last rollout took on the real cluster, where that knows
 * @param rollout how long a whole rollout is known to take, for who goes first; empty where nothing
 *     was measured
 * @param fails whether its new pods crash, as the rehearsal was asked to assume
 */
public record AssumedWorkload(
    String existence,
    int pods,
    String podsSource,
    Estimate start,
    Estimate ready,
    Estimate termination,
    double spread,
    Optional<Estimate> lastRollout,
    Optional<Estimate> rollout,
    boolean fails) {

  /**
   * The same with pods that take {@code other} to get Ready. The engine does not know of it
   * beforehand, so the order in which workloads start stays as it is.
   */
  public AssumedWorkload withReady(Estimate other) {
    return new AssumedWorkload(
        existence,
        pods,
        podsSource,
        start,
        other,
        termination,
        spread,
        lastRollout,
        rollout,
        fails);
  }

  /** From the end of a pod until the one that takes its place is Ready. */
  public Duration aPod() {
    return termination.time().plus(start.time()).plus(ready.time());
  }

  /** The same with new pods that crash. */
  public AssumedWorkload failing() {
    return new AssumedWorkload(
        existence, pods, podsSource, start, ready, termination, spread, lastRollout, rollout, true);
  }
}
