package dev.rollwave.engine;

import dev.rollwave.engine.RunState.Stop;
import dev.rollwave.engine.WorkloadState.Diagnosing;
import dev.rollwave.engine.WorkloadState.Failed;
import dev.rollwave.engine.WorkloadState.Unproven;
import dev.rollwave.engine.WorkloadState.Withheld;
import dev.rollwave.window.WindowStatus;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** How a run comes to its end: nothing left to do, nothing more may be done, or cut short. */
final class Endings {
  private Endings() {}

  /**
   * Whether any restart may start at this step's time: nothing stops the run, nobody paused it, and
   * its window is open.
   */
  static boolean mayStillRestart(Turn turn) {
    return turn.stopping().isEmpty()
        && turn.pause().isEmpty()
        && turn.window() instanceof WindowStatus.Open;
  }

  /** A person ends the run for good. */
  static void cancel(Turn turn, String by, String reason) {
    if (turn.stopping().isPresent()) {
      return;
    }
    String cause = "cancelled by " + by + ": " + reason;
    turn.stop(new Stop.Cancelled(cause));
    turn.tell(new Happening.Stopping(cause, turn.inFlight()));
  }

  static void stopWhenDue(Turn turn) {
    if (turn.window() instanceof WindowStatus.Closed closed) {
      boolean isSomethingLeft = turn.isSomethingWaiting();
      if (turn.stopping().isEmpty() && isSomethingLeft) {
        String cause = "the window closed (" + closed.reason() + ")";
        turn.stop(new Stop.WindowClosed(cause));
        turn.tell(new Happening.Stopping(cause, turn.inFlight()));
      }
    }
  }

  static void endWhenNothingIsLeft(Turn turn) {
    if (turn.inFlight() > 0) {
      return;
    }
    if (turn.stopping().isPresent()) {
      String reason =
          switch (turn.stopping().get()) {
            case Stop.Halted(String cause) -> "halted: " + cause;
            case Stop.WindowClosed(String cause) -> cause;
            case Stop.Cancelled(String cause) -> cause;
          };
      HeldGates.leave(turn);
      withholdRest(turn, reason);
    } else if (turn.isSomethingWaiting() || isSomeWaveUnfinished(turn)) {
      return;
    }
    turn.end(outcome(turn));
  }

  private static boolean isSomeWaveUnfinished(Turn turn) {
    return turn.waves().stream()
        .anyMatch(wave ->
            wave.state() instanceof WaveState.Blocked
                || wave.state() instanceof WaveState.Running
                || wave.state() instanceof WaveState.Held);
  }

  private static RunOutcome outcome(Turn turn) {
    if (turn.anyState(state -> state instanceof Failed)) {
      return new RunOutcome.WorkloadsFailed();
    }
    if (!turn.anyState(state -> state instanceof Withheld)) {
      return new RunOutcome.Done();
    }
    if (turn.stopping().isEmpty()) {
      return new RunOutcome.Incomplete(whyWithheld(turn));
    }
    return switch (turn.stopping().get()) {
      case Stop.WindowClosed(String cause) -> new RunOutcome.Incomplete(cause);
      case Stop.Cancelled(String cause) -> new RunOutcome.Cancelled(cause);
      case Stop.Halted _ -> new RunOutcome.Done();
    };
  }

  // Nothing failed and nothing stops the run: what was left alone builds on what cannot be seen.
  private static String whyWithheld(Turn turn) {
    return turn.waves().stream()
        .map(WaveProgress::state)
        .filter(WaveState.Withheld.class::isInstance)
        .map(state -> ((WaveState.Withheld) state).reason())
        .findFirst()
        .orElseThrow();
  }

  /** Ends the run at once; what is in flight stays unproven. */
  static void cutShort(Turn turn, RunOutcome how) {
    String reason =
        switch (how) {
          case RunOutcome.Incomplete(String cause) -> cause;
          case RunOutcome.Interrupted(String cause) -> cause;
          case RunOutcome.Unreachable(String cause) -> "the cluster is out of reach: " + cause;
          case RunOutcome.Done _, RunOutcome.WorkloadsFailed _, RunOutcome.Cancelled _ ->
              throw new IllegalArgumentException("a run that is done is not cut short");
        };
    HeldGates.leave(turn);
    for (WorkloadIndex index : turn.indices()) {
      WorkloadState state = turn.state(index);
      if (state instanceof Diagnosing d) {
        Failures.unexplained(turn, index, d, "");
      } else if (state.isInFlight()) {
        Instant watched = turn.sight().seenUntil(turn.workload(index).ref(), turn.now());
        turn.become(
            index,
            new Unproven(Failures.restartOf(state), reason, RolloutProgress.kept(state, watched)));
      }
    }
    withholdRest(turn, reason);
    boolean hasFailed = turn.anyState(state -> state instanceof Failed);
    boolean isUnreachable = how instanceof RunOutcome.Unreachable;
    turn.end(hasFailed && !isUnreachable ? new RunOutcome.WorkloadsFailed() : how);
  }

  private static void withholdRest(Turn turn, String reason) {
    for (WorkloadIndex index : turn.indices()) {
      turn.become(index, new Withheld(reason));
    }
    for (int i = 0; i < turn.waves().size(); i++) {
      switch (turn.waves().get(i).state()) {
        case WaveState.Blocked _, WaveState.Running _, WaveState.Held _ ->
            turn.becomeWave(i, new WaveState.Withheld(reason), UnaryOperator.identity());
        case WaveState.CoolingDown _,
            WaveState.Released _,
            WaveState.Failed _,
            WaveState.Withheld _ -> {}
      }
    }
  }
}
