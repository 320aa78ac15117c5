package dev.rollwave.engine;

import dev.rollwave.engine.WorkloadState.Healthy;
import dev.rollwave.engine.WorkloadState.RollingOut;
import dev.rollwave.engine.WorkloadState.Soaking;
import dev.rollwave.workload.Eligibility;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.RolloutRules;
import dev.rollwave.workload.RolloutStatus;
import dev.rollwave.workload.Status;
import dev.rollwave.workload.WorkloadSnapshot;
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
  static void begin(Turn turn, WorkloadIndex index, RollingOut r, PodSet pods, Instant asked) {
    SoakProof.Seen proof =
        r.soaked()
            .map(before -> before.with(pods, turn.now()))
            .orElseGet(() -> SoakProof.begin(pods, turn.now()));
    turn.mark(index, timeline -> timeline.withCurrent(turn.now()));
    goOn(turn, index, soaking(turn, r, turn.now(), proof), proof, asked);
  }

  private static Soaking soaking(Turn turn, RollingOut r, Instant since, SoakProof proof) {
    RolloutProgress progress = r.progress().completed(turn.now());
    return Soaking.of(r.restart(), r.last(), since, turn.now(), progress, proof);
  }

  // Until the last of its pods has soaked; whoever is told of it knows how long that still takes.
  private static void goOn(
      Turn turn, WorkloadIndex index, Soaking s, SoakProof.Seen proof, Instant asked) {
    Duration soak = turn.asked(index).health().soak();
    Instant until = proof.until(soak, turn.now());
    Optional<Instant> again = turn.sight().lookAgain(asked, turn.now());
    if (again.isEmpty() && !until.isAfter(turn.now())) {
      healthy(turn, index, s.restart(), s.last(), proof.asSeen());
      return;
    }
    if (!until.equals(s.until())) {
      turn.tell(
          new Happening.SoakStarted(
              turn.asked(index).name(), s.last().ref(), Duration.between(turn.now(), until)));
    }
    turn.become(index, s.proven(proof).lastingUntil(until).lookedAtFrom(again.orElse(until)));
  }

  /**
   * When the pods of a soak are looked at that lasts until {@code until}: then, and before as soon
   * as kubelets have reported after an outage, so that a pod that has to begin anew does so at
   * once. Until they have, no look proves anything.
   */
  static Instant nextLook(Turn turn, Instant until) {
    return turn.sight().reportAfter(turn.now()).orElse(until);
  }

  /** Counts a soak on that an earlier process began; its pods have to prove it at the end. */
  static void resume(Turn turn, WorkloadIndex index, RollingOut r, UnderWay.Soak soak) {
    Instant from = Resumption.notInFuture(turn, soak.from());
    turn.mark(index, timeline -> timeline.withCurrent(from));
    Instant until = Wakeups.later(turn.now(), from.plus(turn.asked(index).health().soak()));
    SoakProof proof = new SoakProof.Written(soak.steadiness(), from);
    turn.become(index, soaking(turn, r, from, proof).lastingUntil(until));
  }

  /**
   * What {@code pods} show of a soak, at its end or when it was scaled meanwhile.
   *
   * @param asked when they were asked for
   */
  static void inspected(Turn turn, WorkloadIndex index, Soaking s, PodSet pods, Instant asked) {
    RolloutStatus status =
        RolloutRules.prove(s.last(), pods, s.restart().expectation(turn.asked(index).health()));
    if (status.status() != Status.CURRENT) {
      Rollouts.fallBack(turn, index, s, s.last(), status);
      return;
    }
    Optional<String> unrest = s.proof().unrest(pods);
    if (unrest.isPresent()) {
      Rollouts.fallBack(
          turn,
          index,
          s,
          s.last(),
          new RolloutStatus(Status.IN_PROGRESS, "Flapping", unrest.get()));
      return;
    }
    goOn(turn, index, s, s.proof().with(pods, turn.now()), asked);
  }

  private static void healthy(
      Turn turn, WorkloadIndex index, Restart restart, WorkloadSnapshot last, PodSet pods) {
    if (RolloutRules.eligibility(last) instanceof Eligibility.NothingToRestart nothing) {
      // Somebody scaled it to 0 after its restart: without a pod nothing is proven.
      Dispatch.skip(turn, index, nothing);
      return;
    }
    RolloutStatus status =
        RolloutRules.prove(last, pods, restart.expectation(turn.asked(index).health()));
    turn.mark(index, timeline -> timeline.withSoaked(turn.now()));
    turn.become(index, new Healthy(restart, last, status, Glimpses.proven(turn, last.ref())));
    turn.tell(
        new Happening.WorkloadHealthy(
            turn.asked(index).name(),
            last.ref(),
            Duration.between(restart.at(), turn.now()),
            status.message()));
  }
}
