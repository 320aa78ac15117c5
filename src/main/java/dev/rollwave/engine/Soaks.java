package dev.rollwave.engine;

import dev.rollwave.engine.FinalState.Healthy;
import dev.rollwave.engine.InFlightState.RollingOut;
import dev.rollwave.engine.InFlightState.Soaking;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.spec.WorkloadIndex;
import dev.rollwave.window.Instants;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Eligibility;
import dev.rollwave.workload.rollout.RolloutRules;
import dev.rollwave.workload.rollout.RolloutStatus;
import dev.rollwave.workload.rollout.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** From the first proof that a workload is healthy until each of its pods has soaked. */
final class Soaks {
  private Soaks() {}

  /**
   * Its pods prove it healthy; those that did before, and stayed so, have begun to soak then.
   *
   * @param asked when they were asked for
   */
  static void begin(
      StepContext step, WorkloadIndex index, RollingOut r, PodSet pods, Instant asked) {
    SoakProof.Seen proof =
        r.soaked()
            .map(before -> before.with(pods, step.now()))
            .orElseGet(() -> SoakProof.begin(pods, step.now()));
    step.mark(index, timeline -> timeline.withCurrent(step.now()));
    RolloutProgress progress = r.progress().completed(step.now());
    Soaking soaking = Soaking.of(r.restart(), r.last(), step.now(), step.now(), progress, proof);
    continueSoak(step, index, soaking, proof, asked);
  }

  // Until the last of its pods has soaked; the notification says how long that still takes.
  private static void continueSoak(
      StepContext step, WorkloadIndex index, Soaking s, SoakProof.Seen proof, Instant asked) {
    Duration soak = step.asked(index).health().soak();
    Instant until = proof.until(soak, step.now());
    Optional<Instant> again = step.sight().lookAgain(asked, step.now());
    // An answer that was long on its way tells of its pods until they were asked for, and no more.
    boolean isProven = soak.isZero() || proof.hasLasted(soak, asked);
    if (again.isEmpty() && isProven && !until.isAfter(step.now())) {
      healthy(step, index, s.restart(), s.last(), proof.asSeen());
      return;
    }
    if (!until.equals(s.until())) {
      step.tell(
          new Notification.SoakStarted(
              step.asked(index).name(), s.last().ref(), Duration.between(step.now(), until)));
    }
    step.become(index, s.proven(proof).lastingUntil(until).lookedAtFrom(again.orElse(until)));
  }

  /**
   * When the pods of a soak are looked at that lasts until {@code until}: then, and before as soon
   * as kubelets have reported after an outage, so that a pod that has to begin anew does so at
   * once. Until they have, no look proves anything.
   */
  static Instant nextLook(StepContext step, Instant until) {
    return step.sight().reportAfter(step.now()).orElse(until);
  }

  /** Counts a soak on that an earlier process began; its pods have to prove it at the end. */
  static void restore(StepContext step, WorkloadIndex index, RollingOut r, UnderWay.Soak soak) {
    Instant from = CheckpointRestore.notInFuture(step, soak.from());
    step.mark(index, timeline -> timeline.withCurrent(from));
    Instant until = Instants.max(step.now(), from.plus(step.asked(index).health().soak()));
    SoakProof proof = new SoakProof.Written(soak.steadiness(), from);
    RolloutProgress progress = r.progress().soaking(step.now());
    Soaking soaking = Soaking.of(r.restart(), r.last(), from, step.now(), progress, proof);
    step.become(index, soaking.lastingUntil(until));
  }

  /**
   * What {@code pods} show of a soak, at its end or when it was scaled meanwhile.
   *
   * @param asked when they were asked for
   */
  static void inspected(
      StepContext step, WorkloadIndex index, Soaking s, PodSet pods, Instant asked) {
    RolloutStatus status =
        RolloutRules.prove(s.last(), pods, s.restart().expectation(step.asked(index).health()));
    if (status.status() != Status.CURRENT) {
      Rollouts.fallBack(step, index, s, s.last(), status);
      return;
    }
    Optional<String> unrest = s.proof().unrest(pods);
    if (unrest.isPresent()) {
      Rollouts.fallBack(
          step,
          index,
          s,
          s.last(),
          new RolloutStatus(Status.IN_PROGRESS, "Flapping", unrest.get()));
      return;
    }
    continueSoak(step, index, s, s.proof().with(pods, step.now()), asked);
  }

  private static void healthy(
      StepContext step, WorkloadIndex index, Restart restart, WorkloadSnapshot last, PodSet pods) {
    if (RolloutRules.eligibility(last) instanceof Eligibility.NothingToRestart nothing) {
      // It was scaled to 0 after its restart: without a pod nothing is proven.
      step.skip(index, nothing);
      return;
    }
    RolloutStatus status =
        RolloutRules.prove(last, pods, restart.expectation(step.asked(index).health()));
    step.mark(index, timeline -> timeline.withSoaked(step.now()));
    step.become(index, new Healthy(restart, last, status, Glimpses.proven(step, last.ref())));
    step.tell(
        new Notification.WorkloadHealthy(
            step.asked(index).name(),
            last.ref(),
            Duration.between(restart.at(), step.now()),
            status.message()));
  }
}
