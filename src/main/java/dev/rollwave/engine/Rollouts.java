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

  static void observed(Turn turn, Place place, WorkloadSnapshot seen) {
    if (Takeover.ends(turn, place, seen)) {
      return;
    }
    switch (turn.state(place)) {
      case Waiting _ -> {
        turn.become(place, new Waiting(seen));
        Restarts.recognizeOwn(turn, place);
      }
      case Patching p -> {
        if (Restarts.isOurs(turn, seen)) {
          Restarts.begin(turn, place, seen, p.before(), p.at());
        }
      }
      case Rereading r -> {
        if (Restarts.isOurs(turn, seen)) {
          Restarts.begin(turn, place, seen, r.before(), r.at());
        }
      }
      case RollingOut r -> {
        if (!isStale(seen, r.restart())) {
          rollingOut(turn, place, r, seen);
        }
      }
      case Soaking s -> {
        if (!isStale(seen, s.restart())) {
          soaking(turn, place, s, seen);
        }
      }
      case Diagnosing d -> turn.become(place, d.seenAs(seen));
      case Healthy h -> {
        if (!isStale(seen, h.restart())) {
          Upkeeps.observed(turn, place, h, seen);
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

  private static void rollingOut(Turn turn, Place place, RollingOut r, WorkloadSnapshot seen) {
    RolloutStatus status = judge(turn, place, r.restart(), seen);
    if (turn.workload(place).timeline().observed().isEmpty()
        && seen.object().observedGeneration() >= r.restart().generation()) {
      turn.mark(place, timeline -> timeline.withObserved(turn.now()));
    }
    boolean hasMoved = !sameNumbers(seen, r.last());
    boolean hasChanged = hasMoved || !status.equals(r.status());
    if (hasMoved || (hasChanged && status.status() != Status.CURRENT)) {
      tellProgress(turn, place, seen, status);
    }
    RollingOut next =
        r.judged(seen, status).at(r.progress().seen(seen, r.restart(), status, turn.now()));
    turn.become(place, next);
    follow(turn, place, next, r.status());
  }

  private static void follow(Turn turn, Place place, RollingOut next, RolloutStatus before) {
    switch (next.status().status()) {
      case IN_PROGRESS, UNKNOWN -> {}
      case CURRENT -> {
        boolean isNews =
            before.status() != next.status().status() || next.inspection().asked().isEmpty();
        if (isNews) {
          Proofs.askNow(turn, place, next);
        }
      }
      case FAILED ->
          Failures.diagnose(
              turn,
              place,
              next.restart(),
              next.last(),
              next.status().reason(),
              next.status().message());
      case TERMINATING, NOT_FOUND ->
          Failures.fail(
              turn,
              place,
              Optional.of(next.restart()),
              next.status().reason(),
              next.status().message(),
              Optional.empty());
    }
  }

  private static void soaking(Turn turn, Place place, Soaking s, WorkloadSnapshot seen) {
    RolloutStatus status = judge(turn, place, s.restart(), seen);
    Soaking next = s.at(s.progress().seen(seen, s.restart(), status, turn.now()));
    switch (status.status()) {
      case CURRENT -> {
        turn.become(place, next.seenAs(seen));
        if (seen.desired() != s.last().desired()) {
          Proofs.askNow(turn, place, next.seenAs(seen));
        }
      }
      case IN_PROGRESS, UNKNOWN, FAILED, TERMINATING, NOT_FOUND ->
          fallBack(turn, place, next, seen, status);
    }
  }

  /** A workload that had begun to soak is not healthy after all. */
  static void fallBack(
      Turn turn, Place place, Soaking s, WorkloadSnapshot seen, RolloutStatus status) {
    turn.tell(new Happening.FellBack(turn.asked(place).name(), seen.ref(), status.message()));
    RollingOut next =
        new RollingOut(
            s.restart(),
            seen,
            status,
            s.progress().fellBack(turn.now()),
            Inspection.due(turn.now(), s.proof().pods()),
            Optional.of(s.proof()));
    turn.become(place, next);
    follow(turn, place, next, status);
  }

  static void deleted(Turn turn, Place place) {
    WorkloadState state = turn.state(place);
    if (state instanceof Healthy healthy) {
      Upkeeps.deleted(turn, place, healthy);
    } else if (!state.isTerminal()) {
      Failures.fail(
          turn,
          place,
          Failures.restartOf(state),
          "Deleted",
          "it was deleted while the run was under way",
          Optional.empty());
    }
  }

  static void readRefused(Turn turn, Place place, String cause) {
    WorkloadState state = turn.state(place);
    if (state instanceof Healthy healthy) {
      Upkeeps.unreadable(turn, place, healthy, cause);
    } else if (state instanceof Diagnosing d) {
      Failures.unexplained(turn, place, d, "; its pods cannot be asked why: " + cause);
    } else if (state.isInFlight()) {
      Failures.fail(turn, place, Failures.restartOf(state), "ReadRefused", cause, Optional.empty());
    }
  }

  private static RolloutStatus judge(
      Turn turn, Place place, Restart restart, WorkloadSnapshot seen) {
    return RolloutRules.judge(seen, restart.expectation(turn.asked(place).health()));
  }

  static void tellProgress(Turn turn, Place place, WorkloadSnapshot seen, RolloutStatus status) {
    turn.tell(
        new Happening.RolloutProgressed(
            turn.asked(place).name(),
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
