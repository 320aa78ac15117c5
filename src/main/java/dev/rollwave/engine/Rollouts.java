package dev.rollwave.engine;

import dev.rollwave.engine.FinalState.Failed;
import dev.rollwave.engine.FinalState.Healthy;
import dev.rollwave.engine.FinalState.Skipped;
import dev.rollwave.engine.FinalState.Unproven;
import dev.rollwave.engine.FinalState.Withheld;
import dev.rollwave.engine.InFlightState.Diagnosing;
import dev.rollwave.engine.InFlightState.Patching;
import dev.rollwave.engine.InFlightState.Rereading;
import dev.rollwave.engine.InFlightState.RollingOut;
import dev.rollwave.engine.InFlightState.Soaking;
import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.spec.WorkloadIndex;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.RolloutRules;
import dev.rollwave.workload.rollout.RolloutStatus;
import dev.rollwave.workload.rollout.Status;
import java.util.Optional;

/** What a new view of a workload means, in each of its states. */
final class Rollouts {
  private Rollouts() {}

  static void observed(StepContext step, WorkloadIndex index, WorkloadSnapshot seen) {
    if (Takeover.ends(step, index, seen)) {
      return;
    }
    switch (step.state(index)) {
      case Waiting _ -> {
        step.become(index, new Waiting(seen));
        Restarts.recognizeOwn(step, index);
      }
      case Patching p -> {
        if (Restarts.isOurs(step, seen)) {
          Restarts.begin(step, index, seen, p.before(), p.at());
        }
      }
      case Rereading r -> {
        if (Restarts.isOurs(step, seen)) {
          Restarts.begin(step, index, seen, r.before(), r.at());
        }
      }
      case RollingOut r -> {
        if (!isStale(seen, r.restart())) {
          rollingOut(step, index, r, seen);
        }
      }
      case Soaking s -> {
        if (!isStale(seen, s.restart())) {
          soaking(step, index, s, seen);
        }
      }
      case Diagnosing d -> step.become(index, d.seenAs(seen));
      case Healthy h -> {
        if (!isStale(seen, h.restart())) {
          Upkeeps.observed(step, index, h, seen);
        }
      }
      case Skipped _, Failed _, Withheld _, Unproven _ -> {}
    }
  }

  // A view from before our restart, which a slow watch or a lagging server may still deliver, says
  // nothing about it.
  private static boolean isStale(WorkloadSnapshot seen, Restart restart) {
    return seen.object().uid().equals(restart.uid())
        && seen.object().generation() < restart.generation();
  }

  private static void rollingOut(
      StepContext step, WorkloadIndex index, RollingOut r, WorkloadSnapshot seen) {
    RolloutStatus status = judge(step, index, r.restart(), seen);
    if (step.workload(index).timeline().observed().isEmpty()
        && seen.object().observedGeneration() >= r.restart().generation()) {
      step.mark(index, timeline -> timeline.withObserved(step.now()));
    }
    boolean hasMoved = !sameNumbers(seen, r.last());
    boolean hasChanged = hasMoved || !status.equals(r.status());
    if (hasMoved || (hasChanged && status.status() != Status.CURRENT)) {
      step.tellProgress(index, seen, status);
    }
    RollingOut next =
        r.judged(seen, status).at(r.progress().seen(seen, r.restart(), status, step.now()));
    step.become(index, next);
    follow(step, index, next, r.status());
  }

  private static void follow(
      StepContext step, WorkloadIndex index, RollingOut next, RolloutStatus before) {
    switch (next.status().status()) {
      case IN_PROGRESS, UNKNOWN -> {}
      case CURRENT -> {
        boolean isNews =
            before.status() != next.status().status() || next.inspection().asked().isEmpty();
        if (isNews) {
          Proofs.askNow(step, index, next);
        }
      }
      case FAILED ->
          Failures.diagnose(
              step,
              index,
              next.restart(),
              next.last(),
              next.status().reason(),
              next.status().message());
      case TERMINATING, NOT_FOUND ->
          Failures.fail(
              step,
              index,
              Optional.of(next.restart()),
              next.status().reason(),
              next.status().message(),
              Optional.empty());
    }
  }

  private static void soaking(
      StepContext step, WorkloadIndex index, Soaking s, WorkloadSnapshot seen) {
    RolloutStatus status = judge(step, index, s.restart(), seen);
    Soaking next = s.at(s.progress().seen(seen, s.restart(), status, step.now()));
    switch (status.status()) {
      case CURRENT -> {
        step.become(index, next.seenAs(seen));
        if (seen.desired() != s.last().desired()) {
          Proofs.askNow(step, index, next.seenAs(seen));
        }
      }
      case IN_PROGRESS, UNKNOWN, FAILED, TERMINATING, NOT_FOUND ->
          fallBack(step, index, next, seen, status);
    }
  }

  /** A workload that had begun to soak is not healthy after all. */
  static void fallBack(
      StepContext step,
      WorkloadIndex index,
      Soaking s,
      WorkloadSnapshot seen,
      RolloutStatus status) {
    step.tell(new Notification.FellBack(step.asked(index).name(), seen.ref(), status.message()));
    RollingOut next = s.fellBack(seen, status, step.now());
    step.become(index, next);
    follow(step, index, next, status);
  }

  static void deleted(StepContext step, WorkloadIndex index) {
    WorkloadState state = step.state(index);
    if (state instanceof Healthy healthy) {
      Upkeeps.deleted(step, index, healthy);
    } else if (!state.isTerminal()) {
      Failures.fail(
          step,
          index,
          Failures.restartOf(state),
          "Deleted",
          "it was deleted while the run was under way",
          Optional.empty());
    }
  }

  static void readRefused(StepContext step, WorkloadIndex index, String cause) {
    WorkloadState state = step.state(index);
    if (state instanceof Healthy healthy) {
      Upkeeps.unreadable(step, index, healthy, cause);
    } else if (state instanceof Diagnosing d) {
      Failures.unexplained(step, index, d, "; its pods cannot be asked why: " + cause);
    } else if (state.isInFlight()) {
      Failures.fail(step, index, Failures.restartOf(state), "ReadRefused", cause, Optional.empty());
    }
  }

  private static RolloutStatus judge(
      StepContext step, WorkloadIndex index, Restart restart, WorkloadSnapshot seen) {
    return RolloutRules.judge(seen, restart.expectation(step.asked(index).health()));
  }

  private static boolean sameNumbers(WorkloadSnapshot a, WorkloadSnapshot b) {
    return a.updated() == b.updated()
        && a.available() == b.available()
        && a.desired() == b.desired();
  }
}
