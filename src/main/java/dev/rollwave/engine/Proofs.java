package dev.rollwave.engine;

import dev.rollwave.engine.FinalState.Healthy;
import dev.rollwave.engine.InFlightState.Diagnosing;
import dev.rollwave.engine.InFlightState.RollingOut;
import dev.rollwave.engine.InFlightState.Soaking;
import dev.rollwave.engine.message.Command.InspectPods;
import dev.rollwave.engine.message.Event.PodsInspected;
import dev.rollwave.engine.spec.WorkloadIndex;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.window.Instants;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.RolloutRules;
import dev.rollwave.workload.rollout.RolloutStatus;
import dev.rollwave.workload.rollout.Status;
import dev.rollwave.workload.rollout.Troubles;
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
  static void askNow(StepContext step, WorkloadIndex index, RollingOut r) {
    boolean mayFail = r.inspection().troubles().isOverdue(step.now());
    Optional<WorkloadSnapshot> shown =
        Optional.of(r.last())
            .filter(it -> !mayFail && isEnoughBeside(step, index, r.restart(), it));
    step.ask(new InspectPods(r.last().ref(), mayFail, step.now(), shown));
    step.become(index, r.inspected(r.inspection().asked(step.now(), deadline(step))));
  }

  /** Asks for the pods that have to prove a soak. */
  static void askNow(StepContext step, WorkloadIndex index, Soaking s) {
    Optional<WorkloadSnapshot> shown =
        Optional.of(s.last()).filter(it -> isEnoughBeside(step, index, s.restart(), it));
    step.ask(new InspectPods(s.last().ref(), false, step.now(), shown));
    step.become(index, s.asked(step.now(), deadline(step)));
  }

  /**
   * Whether {@code shown} need not be read again for a proof by pods that carry its stamp: it is
   * followed by a watch that was not interrupted, its template is the one that our restart wrote,
   * and by its counts it is done.
   */
  private static boolean isEnoughBeside(
      StepContext step, WorkloadIndex index, Restart restart, WorkloadSnapshot shown) {
    return step.sight().isUpToDate(shown.ref(), step.now())
        && restart.isTemplateOf(shown)
        && isCountedCurrent(step, index, restart, shown);
  }

  private static boolean isCountedCurrent(
      StepContext step, WorkloadIndex index, Restart restart, WorkloadSnapshot shown) {
    return RolloutRules.judge(shown, restart.expectation(step.asked(index).health())).status()
        == Status.CURRENT;
  }

  private static Instant deadline(StepContext step) {
    return step.now().plus(Limits.READ_TIMEOUT);
  }

  /**
   * Takes in what was answered to the open question. An answer that is no longer waited for, since
   * a process that slept finds it when it wakes, is about pods of long ago; the question is asked
   * anew.
   */
  static void inspected(StepContext step, WorkloadIndex index, PodsInspected answer) {
    Optional<Instant> asked = Optional.of(answer.question().asked());
    switch (step.state(index)) {
      case RollingOut r
          when r.inspection().asked().equals(asked)
              && step.now().isBefore(r.inspection().dueAt()) ->
          rollingOut(step, index, r, answer);
      case Soaking s when s.asked().equals(asked) && step.now().isBefore(s.inspectAt()) ->
          Soaks.inspected(step, index, s, answer.pods(), answer.question().asked());
      case Healthy h -> Upkeeps.inspected(step, index, h, answer);
      case Diagnosing d when d.asked().equals(answer.question().asked()) ->
          Failures.explain(step, index, d, answer);
      case WorkloadState _ -> {}
    }
  }

  private static void rollingOut(
      StepContext step, WorkloadIndex index, RollingOut r, PodsInspected answer) {
    PodSet pods = answer.pods();
    RolloutStatus status =
        RolloutRules.prove(r.last(), pods, r.restart().expectation(step.asked(index).health()));
    if (status.status() == Status.CURRENT) {
      Soaks.begin(step, index, r, pods, answer.question().asked());
      return;
    }
    HealthPolicy health = step.asked(index).health();
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
                    step.now()),
                health::graceFor);
    if (!status.equals(r.status())) {
      step.tellProgress(index, r.last(), status);
    }
    boolean isOverdue = troubles.isOverdue(step.now());
    if (isOverdue && answer.question().withEvidence()) {
      Failures.doomed(step, index, r, troubles.foremost().orElseThrow().trouble(), answer);
      return;
    }
    boolean isNearlyProven = isCountedCurrent(step, index, r.restart(), r.last());
    Instant usual =
        step.now().plus(isNearlyProven ? Limits.PROOF_INTERVAL : Limits.betweenLooks(health));
    // At the end of the grace time at the latest, and with evidence.
    Instant next =
        isOverdue
            ? step.now()
            : Instants.min(usual, troubles.foremost().map(it -> it.due()).orElse(usual));
    step.become(
        index,
        r.judged(r.last(), status)
            .at(r.progress().seen(pods, step.now()))
            .inspected(r.inspection().answered(pods, troubles, next)));
  }
}
