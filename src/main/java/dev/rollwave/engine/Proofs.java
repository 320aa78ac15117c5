package dev.rollwave.engine;

import dev.rollwave.engine.Command.InspectPods;
import dev.rollwave.engine.Event.PodsInspected;
import dev.rollwave.engine.WorkloadState.Diagnosing;
import dev.rollwave.engine.WorkloadState.Healthy;
import dev.rollwave.engine.WorkloadState.RollingOut;
import dev.rollwave.engine.WorkloadState.Soaking;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.RolloutRules;
import dev.rollwave.workload.RolloutStatus;
import dev.rollwave.workload.Status;
import dev.rollwave.workload.Troubles;
import java.time.Instant;
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
  static void askNow(Turn turn, WorkloadIndex index, RollingOut r) {
    boolean mayFail = r.inspection().troubles().isOverdue(turn.now());
    turn.ask(new InspectPods(r.last().ref(), mayFail, turn.now()));
    turn.become(index, r.inspected(r.inspection().asked(turn.now(), patience(turn))));
  }

  /** Asks for the pods that have to prove a soak. */
  static void askNow(Turn turn, WorkloadIndex index, Soaking s) {
    turn.ask(new InspectPods(s.last().ref(), false, turn.now()));
    turn.become(index, s.asked(turn.now(), patience(turn)));
  }

  private static Instant patience(Turn turn) {
    return turn.now().plus(Limits.READ_PATIENCE);
  }

  /**
   * Takes in what was answered to the open question. An answer that is no longer waited for, since
   * a process that slept finds it when it wakes, is about pods of long ago; the question is asked
   * anew.
   */
  static void inspected(Turn turn, WorkloadIndex index, PodsInspected answer) {
    Optional<Instant> asked = Optional.of(answer.question().asked());
    switch (turn.state(index)) {
      case RollingOut r
          when r.inspection().asked().equals(asked)
              && turn.now().isBefore(r.inspection().dueAt()) ->
          rollingOut(turn, index, r, answer);
      case Soaking s when s.asked().equals(asked) && turn.now().isBefore(s.inspectAt()) ->
          Soaks.inspected(turn, index, s, answer.pods(), answer.question().asked());
      case Healthy h -> Upkeeps.inspected(turn, index, h, answer);
      case Diagnosing d when d.asked().equals(answer.question().asked()) ->
          Failures.explain(turn, index, d, answer);
      case WorkloadState _ -> {}
    }
  }

  private static void rollingOut(
      Turn turn, WorkloadIndex index, RollingOut r, PodsInspected answer) {
    PodSet pods = answer.pods();
    RolloutStatus status =
        RolloutRules.prove(r.last(), pods, r.restart().expectation(turn.asked(index).health()));
    if (status.status() == Status.CURRENT) {
      Soaks.begin(turn, index, r, pods, answer.question().asked());
      return;
    }
    HealthPolicy health = turn.asked(index).health();
    Troubles troubles =
        r.inspection()
            .troubles()
            .after(
                new Troubles.Look(
                    r.last(),
                    RolloutRules.ownTrouble(r.last(), r.restart().expectation(health)),
                    r.progress().movedAt(),
                    pods,
                    r.inspection().pods(),
                    turn.now()),
                health::graceFor);
    if (!status.equals(r.status())) {
      Rollouts.tellProgress(turn, index, r.last(), status);
    }
    boolean isOverdue = troubles.isOverdue(turn.now());
    if (isOverdue && answer.question().withEvidence()) {
      Failures.doomed(turn, index, r, troubles.foremost().orElseThrow().trouble(), answer);
      return;
    }
    boolean isCountedCurrent =
        RolloutRules.judge(r.last(), r.restart().expectation(health)).status() == Status.CURRENT;
    Instant usual =
        turn.now().plus(isCountedCurrent ? Limits.PROOF_INTERVAL : Limits.betweenLooks(health));
    // At the end of the grace time at the latest, and with evidence.
    Instant next =
        isOverdue
            ? turn.now()
            : Wakeups.earlier(usual, troubles.foremost().map(it -> it.due()).orElse(usual));
    turn.become(
        index,
        r.judged(r.last(), status)
            .at(r.progress().seen(pods, turn.now()))
            .inspected(r.inspection().answered(pods, troubles, next)));
  }
}
