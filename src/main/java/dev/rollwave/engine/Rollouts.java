package dev.rollwave.engine;

import dev.rollwave.engine.WorkloadState.Diagnosing;
import dev.rollwave.engine.WorkloadState.Failed;
import dev.rollwave.engine.WorkloadState.Healthy;
import dev.rollwave.engine.WorkloadState.Inspection;
import dev.rollwave.engine.WorkloadState.Patching;
import dev.rollwave.engine.WorkloadState.Rereading;
import dev.rollwave.engine.WorkloadState.RollingOut;
import dev.rollwave.engine.WorkloadState.Skipped;
import dev.rollwave.engine.WorkloadState.Soaking;
import dev.rollwave.engine.WorkloadState.Unproven;
import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.engine.WorkloadState.Withheld;
import dev.rollwave.workload.RolloutRules;
import dev.rollwave.workload.RolloutStatus;
import dev.rollwave.workload.Status;
import dev.rollwave.workload.WorkloadSnapshot;
import java.util.Optional;

/** What a new view of a workload means, in each of its states. */
final class Rollouts {
  private Rollouts() {}

  static void observed(Turn turn, WorkloadIndex index, WorkloadSnapshot seen) {
    if (Takeover.ends(turn, index, seen)) {
      return;
    }
    switch (turn.state(index)) {
      case Waiting _ -> {
        turn.become(index, new Waiting(seen));
        Restarts.recognizeOwn(turn, index);
      }
      case Patching p -> {
        if (Restarts.isOurs(turn, seen)) {
          Restarts.begin(turn, index, seen, p.before(), p.at());
        }
      }
      case Rereading r -> {
        if (Restarts.isOurs(turn, seen)) {
          Restarts.begin(turn, index, seen, r.before(), r.at());
        }
      }
      case RollingOut r -> {
        if (!isStale(seen, r.restart())) {
          rollingOut(turn, index, r, seen);
        }
      }
      case Soaking s -> {
        if (!isStale(seen, s.restart())) {
          soaking(turn, index, s, seen);
        }
      }
      case Diagnosing d -> turn.become(index, d.seenAs(seen));
      case Healthy h -> {
        if (!isStale(seen, h.restart())) {
          Upkeeps.observed(turn, index, h, seen);
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
      Turn turn, WorkloadIndex index, RollingOut r, WorkloadSnapshot seen) {
    RolloutStatus status = judge(turn, index, r.restart(), seen);
    if (turn.workload(index).timeline().observed().isEmpty()
        && seen.object().observedGeneration() >= r.restart().generation()) {
      turn.mark(index, timeline -> timeline.withObserved(turn.now()));
    }
    boolean hasMoved = !sameNumbers(seen, r.last());
    boolean hasChanged = hasMoved || !status.equals(r.status());
    if (hasMoved || (hasChanged && status.status() != Status.CURRENT)) {
      tellProgress(turn, index, seen, status);
    }
    RollingOut next =
        r.judged(seen, status).at(r.progress().seen(seen, r.restart(), status, turn.now()));
    turn.become(index, next);
    follow(turn, index, next, r.status());
  }

  private static void follow(
      Turn turn, WorkloadIndex index, RollingOut next, RolloutStatus before) {
    switch (next.status().status()) {
      case IN_PROGRESS, UNKNOWN -> {}
      case CURRENT -> {
        boolean isNews =
            before.status() != next.status().status() || next.inspection().asked().isEmpty();
        if (isNews) {
          Proofs.askNow(turn, index, next);
        }
      }
      case FAILED ->
          Failures.diagnose(
              turn,
              index,
              next.restart(),
              next.last(),
              next.status().reason(),
              next.status().message());
      case TERMINATING, NOT_FOUND ->
          Failures.fail(
              turn,
              index,
              Optional.of(next.restart()),
              next.status().reason(),
              next.status().message(),
              Optional.empty());
    }
  }

  private static void soaking(Turn turn, WorkloadIndex index, Soaking s, WorkloadSnapshot seen) {
    RolloutStatus status = judge(turn, index, s.restart(), seen);
    Soaking next = s.at(s.progress().seen(seen, s.restart(), status, turn.now()));
    switch (status.status()) {
      case CURRENT -> {
        turn.become(index, next.seenAs(seen));
        if (seen.desired() != s.last().desired()) {
          Proofs.askNow(turn, index, next.seenAs(seen));
        }
      }
      case IN_PROGRESS, UNKNOWN, FAILED, TERMINATING, NOT_FOUND ->
          fallBack(turn, index, next, seen, status);
    }
  }

  /** A workload that had begun to soak is not healthy after all. */
  static void fallBack(
      Turn turn, WorkloadIndex index, Soaking s, WorkloadSnapshot seen, RolloutStatus status) {
    turn.tell(new Happening.FellBack(turn.asked(index).name(), seen.ref(), status.message()));
    RollingOut next =
        new RollingOut(
            s.restart(),
            seen,
            status,
            s.progress().fellBack(turn.now()),
            Inspection.due(turn.now(), s.proof().pods()),
            Optional.of(s.proof()));
    turn.become(index, next);
    follow(turn, index, next, status);
  }

  static void deleted(Turn turn, WorkloadIndex index) {
    WorkloadState state = turn.state(index);
    if (state instanceof Healthy healthy) {
      Upkeeps.deleted(turn, index, healthy);
    } else if (!state.isTerminal()) {
      Failures.fail(
          turn,
          index,
          Failures.restartOf(state),
          "Deleted",
          "it was deleted while the run was under way",
          Optional.empty());
    }
  }

  static void readRefused(Turn turn, WorkloadIndex index, String cause) {
    WorkloadState state = turn.state(index);
    if (state instanceof Healthy healthy) {
      Upkeeps.unreadable(turn, index, healthy, cause);
    } else if (state instanceof Diagnosing d) {
      Failures.unexplained(turn, index, d, "; its pods cannot be asked why: " + cause);
    } else if (state.isInFlight()) {
      Failures.fail(turn, index, Failures.restartOf(state), "ReadRefused", cause, Optional.empty());
    }
  }

  private static RolloutStatus judge(
      Turn turn, WorkloadIndex index, Restart restart, WorkloadSnapshot seen) {
    return RolloutRules.judge(seen, restart.expectation(turn.asked(index).health()));
  }

  static void tellProgress(
      Turn turn, WorkloadIndex index, WorkloadSnapshot seen, RolloutStatus status) {
    turn.tell(
        new Happening.RolloutProgressed(
            turn.asked(index).name(),
            seen.ref(),
            seen.updated(),
            seen.available(),
            seen.desired(),
            status.message()));
  }

  private static boolean sameNumbers(WorkloadSnapshot a, WorkloadSnapshot b) {
    return a.updated() == b.updated()
        && a.available() == b.available()
        && a.desired() == b.desired();
  }
}
