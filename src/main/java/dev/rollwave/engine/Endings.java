package dev.rollwave.engine;

import dev.rollwave.engine.FinalState.Failed;
import dev.rollwave.engine.FinalState.Unproven;
import dev.rollwave.engine.FinalState.Withheld;
import dev.rollwave.engine.InFlightState.Diagnosing;
import dev.rollwave.engine.RunState.Stop;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.spec.WorkloadIndex;
import dev.rollwave.window.WindowStatus;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** How a run comes to its end: nothing left to do, nothing more may be done, or cut short. */
final class Endings {
  private Endings() {}

  /** A person ends the run for good. */
  static void cancel(StepContext step, String by, String reason) {
    if (step.stopping().isPresent()) {
      return;
    }
    String cause = "cancelled by " + by + ": " + reason;
    step.stop(new Stop.Cancelled(cause));
    step.tell(new Notification.Stopping(cause, step.inFlight()));
  }

  static void stopWhenDue(StepContext step) {
    if (step.window() instanceof WindowStatus.Closed closed) {
      boolean isSomethingLeft = step.isSomethingWaiting();
      if (step.stopping().isEmpty() && isSomethingLeft) {
        String cause = "the window closed (" + closed.reason() + ")";
        step.stop(new Stop.WindowClosed(cause));
        step.tell(new Notification.Stopping(cause, step.inFlight()));
      }
    }
  }

  static void endWhenNothingIsLeft(StepContext step) {
    if (step.inFlight() > 0) {
      return;
    }
    if (step.stopping().isPresent()) {
      String reason =
          switch (step.stopping().get()) {
            case Stop.Halted(String cause) -> "halted: " + cause;
            case Stop.WindowClosed(String cause) -> cause;
            case Stop.Cancelled(String cause) -> cause;
          };
      HeldGates.leave(step);
      withholdRest(step, reason);
    } else if (step.isSomethingWaiting() || isSomeWaveUnfinished(step)) {
      return;
    }
    step.end(outcome(step));
  }

  private static boolean isSomeWaveUnfinished(StepContext step) {
    return step.waves().isAny(WaveTraits.BLOCKED) || step.waves().isAny(WaveTraits.OPEN);
  }

  private static RunOutcome outcome(StepContext step) {
    if (step.anyState(state -> state instanceof Failed)) {
      return new RunOutcome.WorkloadsFailed();
    }
    if (!step.anyState(state -> state instanceof Withheld)) {
      return new RunOutcome.Done();
    }
    if (step.stopping().isEmpty()) {
      return new RunOutcome.Incomplete(whyWithheld(step));
    }
    return switch (step.stopping().get()) {
      case Stop.WindowClosed(String cause) -> new RunOutcome.Incomplete(cause);
      case Stop.Cancelled(String cause) -> new RunOutcome.Cancelled(cause);
      case Stop.Halted _ -> new RunOutcome.Done();
    };
  }

  // Nothing failed and nothing stops the run: what was left alone builds on what cannot be seen. A
  // wave behind one that was withheld only says that it is behind it.
  private static String whyWithheld(StepContext step) {
    for (int wave = 0; wave < step.waves().size(); wave++) {
      if (step.waves().get(wave).state() instanceof WaveState.Withheld(String reason)
          && !isBehindOneWithheld(step, wave)) {
        return reason;
      }
    }
    throw new IllegalStateException("something was withheld, and no wave was");
  }

  private static boolean isBehindOneWithheld(StepContext step, int wave) {
    return step.spec().dependencies(wave).stream()
        .anyMatch(it -> step.waves().get(it).state() instanceof WaveState.Withheld);
  }

  /** Ends the run at once; what is in flight stays unproven. */
  static void cutShort(StepContext step, RunOutcome how) {
    String reason =
        switch (how) {
          case RunOutcome.Incomplete(String cause) -> cause;
          case RunOutcome.Interrupted(String cause) -> cause;
          case RunOutcome.Unreachable(String cause) -> "the cluster is out of reach: " + cause;
          case RunOutcome.Done _, RunOutcome.WorkloadsFailed _, RunOutcome.Cancelled _ ->
              throw new IllegalArgumentException("a run that is done is not cut short");
        };
    HeldGates.leave(step);
    for (WorkloadIndex index : step.indices()) {
      WorkloadState state = step.state(index);
      if (state instanceof Diagnosing d) {
        Failures.unexplained(step, index, d, "");
      } else if (state.isInFlight()) {
        Instant watched = step.sight().seenUntil(step.workload(index).ref(), step.now());
        step.become(
            index,
            new Unproven(Failures.restartOf(state), reason, RolloutProgress.kept(state, watched)));
      }
    }
    withholdRest(step, reason);
    boolean hasFailed = step.anyState(state -> state instanceof Failed);
    boolean isUnreachable = how instanceof RunOutcome.Unreachable;
    step.end(hasFailed && !isUnreachable ? new RunOutcome.WorkloadsFailed() : how);
  }

  private static void withholdRest(StepContext step, String reason) {
    for (WorkloadIndex index : step.indices()) {
      step.become(index, new Withheld(reason));
    }
    for (int i = 0; i < step.waves().size(); i++) {
      switch (step.waves().get(i).state()) {
        case WaveState.Blocked _, WaveState.Running _, WaveState.Held _ ->
            step.becomeWave(i, new WaveState.Withheld(reason), UnaryOperator.identity());
        case WaveState.CoolingDown _,
            WaveState.Released _,
            WaveState.Failed _,
            WaveState.Withheld _ -> {}
      }
    }
  }
}
