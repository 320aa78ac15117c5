package dev.rollwave.engine;

import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.workload.Expectation.AfterRestart;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;

/**
 * A restart that the API server is known to have applied.
 *
 * @param uid of the restarted object
 * @param generation that the PATCH returned, or that the re-read showed when the reply was lost
 * @param stamp that is on the template
 * @param templateDigest of the template that carries the stamp
 * @param at when the engine decided on it
 */
public record Restart(
    String uid, long generation, String stamp, String templateDigest, Instant at) {

  static Restart of(WorkloadSnapshot after, String stamp, Instant at) {
    return new Restart(
        after.object().uid(),
        after.object().generation(),
        stamp,
        after.object().templateDigest(),
        at);
  }

  /** The same restart by a clock that was set. */
  Restart movedBy(Duration by) {
    return new Restart(uid, generation, stamp, templateDigest, at.plus(by));
  }

  AfterRestart expectation(HealthPolicy policy) {
    return new AfterRestart(uid, generation, stamp, templateDigest, policy.onForeignChange());
  }
}
