package dev.rollwave.engine;

import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.workload.Condition;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Expectation.AfterRestart;
import dev.rollwave.workload.rollout.ForeignChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A restart that the API server is known to have applied.
 *
 * @param uid of the restarted object
 * @param generation that the PATCH returned, or that the re-read showed when the reply was lost
 * @param stamp that is on the template
 * @param templateDigest of the template that carries the stamp
 * @param before the conditions that the object had when it was restarted
 * @param at when the engine decided on it
 */
public record Restart(
    String uid,
    long generation,
    String stamp,
    String templateDigest,
    List<Condition> before,
    Instant at) {
  public Restart {
    before = List.copyOf(before);
  }

  /**
   * The restart that {@code after} shows.
   *
   * @param before the conditions that it had then
   */
  static Restart of(WorkloadSnapshot after, String stamp, List<Condition> before, Instant at) {
    return new Restart(
        after.object().uid(),
        after.object().generation(),
        stamp,
        after.object().templateDigest(),
        before,
        at);
  }

  /**
   * The restart that {@code found} shows to a process that did not see its answer, such as one that
   * continues a run. What conditions stood before it cannot be told any more: once the generation
   * is observed, one that stands may be of before or of after. So none of them is held against it,
   * as long as it stays as it was found. Where it was of after, that costs time only: the pods and
   * the timeout tell of the failure too. Where it was of before, holding it against the restart
   * would fail, for good, a rollout that is under way.
   */
  static Restart found(WorkloadSnapshot found, String stamp, Instant at) {
    return of(found, stamp, found.conditions(), at);
  }

  /** Whether the template of {@code shown} is as this restart left it. */
  boolean isTemplateOf(WorkloadSnapshot shown) {
    return shown.object().stamp().equals(Optional.of(stamp))
        && shown.object().templateDigest().equals(templateDigest);
  }

  /** The same restart by a clock that was set. */
  Restart movedBy(Duration by) {
    return new Restart(uid, generation, stamp, templateDigest, before, at.plus(by));
  }

  AfterRestart expectation(HealthPolicy policy) {
    return expectation(policy.onForeignChange());
  }

  /**
   * What is expected of a workload once it was proven healthy: then a change of its template is no
   * failure any more, whatever the plan says of one that rolls out.
   */
  AfterRestart expectationSinceProven() {
    return expectation(ForeignChange.WAIT);
  }

  private AfterRestart expectation(ForeignChange onForeignChange) {
    return new AfterRestart(uid, generation, stamp, templateDigest, before, onForeignChange);
  }
}
