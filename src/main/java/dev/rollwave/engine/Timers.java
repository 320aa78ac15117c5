package dev.rollwave.engine;

import dev.rollwave.engine.Command.Reread;
import dev.rollwave.engine.WorkloadState.Diagnosing;
import dev.rollwave.engine.WorkloadState.Failed;
import dev.rollwave.engine.WorkloadState.Healthy;
import dev.rollwave.engine.WorkloadState.Patching;
import dev.rollwave.engine.WorkloadState.Rereading;
import dev.rollwave.engine.WorkloadState.RollingOut;
import dev.rollwave.engine.WorkloadState.Skipped;
import dev.rollwave.engine.WorkloadState.Soaking;
import dev.rollwave.engine.WorkloadState.Unproven;
import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.engine.WorkloadState.Withheld;
import java.time.Duration;
import java.time.Instant;

/**
 * What a workload does when nothing is heard: each state's own instants, and what follows when they
 * come.
 */
final class Timers {
  private Timers() {}

  /** Lets everything happen whose time has come. */
  static void expireAll(Turn turn) {
    for (int wave = 0; wave < turn.waves().size(); wave++) {
      for (int workload : turn.waves().get(wave).roster().due(turn.now(), turn.sight())) {
        expire(turn, new WorkloadIndex(wave, workload));
      }
    }
  }

  private static void expire(Turn turn, WorkloadIndex index) {
    switch (turn.state(index)) {
      case Patching p when due(turn, p.giveUpAt()) -> {
        Restarts.doubted(
            turn,
            index,
            "no answer within " + Limits.PATCH_PATIENCE.toSeconds() + " s",
            Duration.ZERO);
        expire(turn, index);
      }
      case Patching _ -> {}
      case Rereading r when canRead(turn) && due(turn, r.askAt()) -> {
        turn.ask(new Reread(r.sent().ref()));
        turn.become(index, r.askingAt(turn.now().plus(Limits.READ_PATIENCE)));
      }
      case Rereading _ -> {}
      case RollingOut r -> rollingOut(turn, index, r);
      case Soaking s when canRead(turn) && due(turn, s.inspectAt()) ->
          Proofs.askNow(turn, index, s);
      case Soaking _ -> {}
      case Diagnosing d when due(turn, d.giveUpAt()) -> Failures.unexplained(turn, index, d, "");
      case Diagnosing _, Waiting _ -> {}
      case Healthy _, Skipped _, Failed _, Withheld _, Unproven _ -> {}
    }
  }

  private static void rollingOut(Turn turn, WorkloadIndex index, RollingOut r) {
    if (!canRead(turn)) {
      return;
    }
    if (due(turn, r.progress().deadline()) && turn.sight().isWatched(r.last().ref())) {
      Overdue why = Overdue.of(r, turn.now());
      Failures.diagnose(turn, index, r.restart(), r.last(), why.reason(), why.message());
    } else if (due(turn, r.inspection().dueAt())) {
      Proofs.askNow(turn, index, r);
    }
  }

  // While nobody can see the cluster no further question helps, and nothing is called failed for
  // taking long.
  private static boolean canRead(Turn turn) {
    return turn.outage().isEmpty();
  }

  private static boolean due(Turn turn, Instant at) {
    return !turn.now().isBefore(at);
  }

  /**
   * When {@link #expire} would do something to {@code workload} as far as it is seen; {@link
   * Instant#MAX} for never.
   */
  static Instant next(WorkloadProgress workload, Sight sight) {
    boolean isOutage = sight.outage().isPresent();
    return switch (workload.state()) {
      case Patching p -> p.giveUpAt();
      case Diagnosing d -> d.giveUpAt();
      case Rereading r -> isOutage ? Instant.MAX : r.askAt();
      case RollingOut r -> isOutage ? Instant.MAX : next(r, sight.isWatched(workload.ref()));
      case Soaking s -> isOutage ? Instant.MAX : s.inspectAt();
      case Waiting _, Healthy _, Skipped _, Failed _, Withheld _, Unproven _ -> Instant.MAX;
    };
  }

  private static Instant next(RollingOut r, boolean isWatched) {
    Instant look = r.inspection().dueAt();
    return isWatched ? Wakeups.earlier(r.progress().deadline(), look) : look;
  }
}
