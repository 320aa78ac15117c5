package dev.rollwave.engine;

import dev.rollwave.engine.Command.InspectPods;
import dev.rollwave.engine.Event.PodsInspected;
import dev.rollwave.engine.WorkloadState.Diagnosing;
import dev.rollwave.engine.WorkloadState.Healthy;
import dev.rollwave.engine.WorkloadState.RollingOut;
import dev.rollwave.engine.WorkloadState.Soaking;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.workload.Eligibility;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.RolloutRules;
import dev.rollwave.workload.RolloutStatus;
import dev.rollwave.workload.Status;
import dev.rollwave.workload.Troubles;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a workload's pods prove: that a rollout is complete, that it stayed so, or that it will not
 * make it.
 *
 * <p>Pods are asked for when the counts say Current, again at the end of the soak, and now and then
 * while a rollout takes its time.
 */
final class Proofs {
  private Proofs() {}

  /** Asks for the pods of a rollout, and remembers which question is open. */
  static void askNow(Turn turn, Place place, RollingOut r) {
    turn.ask(new InspectPods(r.last().ref(), r.inspection().trouble().isPresent(), turn.now()));
    turn.become(place, r.inspected(r.inspection().asked(turn.now(), patience(turn))));
  }

  /** Asks for the pods that have to prove a soak. */
  static void askNow(Turn turn, Place place, Soaking s) {
    turn.ask(new InspectPods(s.last().ref(), false, turn.now()));
    turn.become(place, s.asked(turn.now(), patience(turn)));
  }

  private static Instant patience(Turn turn) {
    return turn.now().plus(Limits.READ_PATIENCE);
  }

  /**
   * Takes in what was answered to the open question. An answer that is no longer waited for, since
   * a process that slept finds it when it wakes, is about pods of long ago; the question is asked
   * anew.
   */
  static void inspected(Turn turn, Place place, PodsInspected answer) {
    Optional<Instant> asked = Optional.of(answer.question().asked());
    switch (turn.state(place)) {
      case RollingOut r
          when r.inspection().asked().equals(asked)
              && turn.now().isBefore(r.inspection().dueAt()) ->
          rollingOut(turn, place, r, answer);
      case Soaking s when s.asked().equals(asked) && turn.now().isBefore(s.inspectAt()) ->
          soaked(turn, place, s, answer.pods());
      case Diagnosing d when d.asked().equals(answer.question().asked()) ->
          Failures.explain(turn, place, d, answer.pods());
      case WorkloadState _ -> {}
    }
  }

  private static void rollingOut(Turn turn, Place place, RollingOut r, PodsInspected answer) {
    PodSet pods = answer.pods();
    RolloutStatus status =
        RolloutRules.prove(r.last(), pods, r.restart().expectation(turn.asked(place).health()));
    if (status.status() == Status.CURRENT) {
      soak(turn, place, r.restart(), r, pods);
      return;
    }
    HealthPolicy health = turn.asked(place).health();
    Troubles troubles =
        r.inspection()
            .troubles()
            .after(
                new Troubles.Look(r.last(), pods, r.inspection().pods(), turn.now()),
                health::graceFor);
    if (!status.equals(r.status())) {
      Rollouts.tellProgress(turn, place, r.last(), status);
    }
    boolean isOverdue = troubles.isOverdue(turn.now());
    if (isOverdue && answer.question().withLogs()) {
      Failures.doomed(turn, place, r, troubles.foremost().orElseThrow().trouble());
      return;
    }
    boolean isCountedCurrent =
        RolloutRules.judge(r.last(), r.restart().expectation(health)).status() == Status.CURRENT;
    Instant usual =
        turn.now().plus(isCountedCurrent ? Limits.PROOF_INTERVAL : Limits.betweenLooks(health));
    // At the end of the grace time at the latest, and with logs.
    Instant next =
        isOverdue
            ? turn.now()
            : Wakeups.earlier(usual, troubles.foremost().map(it -> it.due()).orElse(usual));
    turn.become(
        place, r.judged(r.last(), status).inspected(r.inspection().answered(pods, troubles, next)));
  }

  private static void soak(Turn turn, Place place, Restart restart, RollingOut r, PodSet pods) {
    turn.mark(place, timeline -> timeline.withCurrent(turn.now()));
    Duration soak = turn.asked(place).health().soak();
    if (soak.isZero()) {
      healthy(turn, place, restart, r.last(), pods);
      return;
    }
    beginSoak(turn, place, restart, r.last(), r.progress(), pods);
  }

  private static void beginSoak(
      Turn turn,
      Place place,
      Restart restart,
      WorkloadSnapshot last,
      RolloutProgress progress,
      PodSet pods) {
    Duration soak = turn.asked(place).health().soak();
    turn.mark(place, timeline -> timeline.withCurrent(turn.now()));
    turn.tell(new Happening.SoakStarted(turn.asked(place).name(), last.ref(), soak));
    Instant until = turn.now().plus(soak);
    turn.become(
        place,
        Soaking.of(
            restart,
            last,
            turn.now(),
            until,
            progress.completed(turn.now()),
            new SoakProof.Seen(pods)));
  }

  /** Counts a soak on that an earlier process began; its pods have to prove it at the end. */
  static void goOnSoaking(Turn turn, Place place, RollingOut r, UnderWay.Soak soak) {
    Instant from = Resumption.notInFuture(turn, soak.from());
    turn.mark(place, timeline -> timeline.withCurrent(from));
    Instant until = Wakeups.later(turn.now(), from.plus(turn.asked(place).health().soak()));
    turn.become(
        place,
        Soaking.of(
            r.restart(),
            r.last(),
            from,
            until,
            r.progress().completed(turn.now()),
            new SoakProof.Written(soak.steadiness())));
  }

  private static void soaked(Turn turn, Place place, Soaking s, PodSet pods) {
    RolloutStatus status =
        RolloutRules.prove(s.last(), pods, s.restart().expectation(turn.asked(place).health()));
    if (status.status() != Status.CURRENT) {
      Rollouts.fallBack(turn, place, s, s.last(), status);
      return;
    }
    if (s.proof() instanceof SoakProof.Written(String before)
        && !before.equals(pods.steadiness())) {
      // They are healthy now, and were not all the time since the soak began.
      beginSoak(turn, place, s.restart(), s.last(), s.progress(), pods);
      return;
    }
    Optional<String> unrest = s.proof().pods().flatMap(then -> unrest(then, pods));
    if (unrest.isPresent()) {
      Rollouts.fallBack(
          turn,
          place,
          s,
          s.last(),
          new RolloutStatus(Status.IN_PROGRESS, "Flapping", unrest.get()));
      return;
    }
    healthy(turn, place, s.restart(), s.last(), pods);
  }

  // Once a rollout completed no controller watches over it any more: a container that restarts
  // leaves no condition, only its count; and a watch that was silent for a while tells of no pod
  // that went unready and came back, but the pod does.
  private static Optional<String> unrest(PodSet before, PodSet after) {
    Map<String, PodSnapshot> earlier = new HashMap<>();
    for (PodSnapshot pod : before.newest()) {
      earlier.put(pod.uid(), pod);
    }
    int stayed = 0;
    for (PodSnapshot pod : after.newest()) {
      stayed += earlier.containsKey(pod.uid()) ? 1 : 0;
      Optional<PodSnapshot> then = Optional.ofNullable(earlier.get(pod.uid()));
      int more = pod.restarts() - then.map(PodSnapshot::restarts).orElse(0);
      if (more > 0) {
        return Optional.of("pod " + pod.name() + " restarted " + more + " times during the soak");
      }
      if (then.filter(it -> !it.readySince().equals(pod.readySince())).isPresent()) {
        return Optional.of("pod " + pod.name() + " was not Ready all the time during the soak");
      }
    }
    // Where it was scaled meanwhile some went or came; any others were replaced.
    int replaced = Math.min(earlier.size(), after.newest().size()) - stayed;
    return replaced > 0
        ? Optional.of(replaced + " of its pods were replaced during the soak")
        : Optional.empty();
  }

  private static void healthy(
      Turn turn, Place place, Restart restart, WorkloadSnapshot last, PodSet pods) {
    if (RolloutRules.eligibility(last) instanceof Eligibility.NothingToRestart nothing) {
      // Somebody scaled it to 0 after its restart: without a pod nothing is proven.
      Dispatch.skip(turn, place, nothing);
      return;
    }
    RolloutStatus status =
        RolloutRules.prove(last, pods, restart.expectation(turn.asked(place).health()));
    turn.mark(place, timeline -> timeline.withSoaked(turn.now()));
    turn.become(place, new Healthy(restart, last, status));
    turn.tell(
        new Happening.WorkloadHealthy(
            turn.asked(place).name(),
            last.ref(),
            Duration.between(restart.at(), turn.now()),
            status.message()));
  }
}
