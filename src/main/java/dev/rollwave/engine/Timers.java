package dev.rollwave.engine;

import static dev.rollwave.engine.WaveTraits.IN_FLIGHT;

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
import dev.rollwave.engine.message.Command.Reread;
import dev.rollwave.engine.spec.WorkloadIndex;
import dev.rollwave.window.Instants;
import java.time.Duration;
import java.time.Instant;

/**
 * What a workload does when nothing is heard: each state's own instants, and what follows when they
 * come.
 */
final class Timers {
  private Timers() {}

  /** Lets everything happen whose time has come. */
  static void expireAll(StepContext step) {
    if (step.waves().nextTimer(step.sight()).isAfter(step.now())) {
      return;
    }
    RunWaves waves = step.waves();
    for (int wave = waves.next(IN_FLIGHT, 0);
        wave < waves.size();
        wave = waves.next(IN_FLIGHT, wave + 1)) {
      for (int workload : step.waves().get(wave).counted().due(step.now(), step.sight())) {
        expire(step, new WorkloadIndex(wave, workload));
      }
    }
  }

  private static void expire(StepContext step, WorkloadIndex index) {
    switch (step.state(index)) {
      case Patching p when due(step, p.giveUpAt()) -> {
        Restarts.doubted(
            step,
            index,
            "no answer within " + Limits.PATCH_TIMEOUT.toSeconds() + " s",
            Duration.ZERO);
        expire(step, index);
      }
      case Patching _ -> {}
      case Rereading r when canRead(step) && due(step, r.askAt()) -> {
        step.ask(new Reread(r.sent().ref()));
        step.become(index, r.askingAt(step.now().plus(Limits.READ_TIMEOUT)));
      }
      case Rereading _ -> {}
      case RollingOut r -> rollingOut(step, index, r);
      case Soaking s when canRead(step) && due(step, s.inspectAt()) ->
          Proofs.askNow(step, index, s);
      case Soaking _ -> {}
      case Diagnosing d when due(step, d.giveUpAt()) -> Failures.unexplained(step, index, d, "");
      case Diagnosing _, Waiting _ -> {}
      case Healthy _, Skipped _, Failed _, Withheld _, Unproven _ -> {}
    }
  }

  private static void rollingOut(StepContext step, WorkloadIndex index, RollingOut r) {
    if (!canRead(step)) {
      return;
    }
    if (due(step, r.progress().deadline()) && step.sight().isWatched(r.last().ref())) {
      Overdue why = Overdue.of(r, step.now());
      Failures.diagnose(step, index, r.restart(), r.last(), why.reason(), why.message());
    } else if (due(step, r.inspection().dueAt())) {
      Proofs.askNow(step, index, r);
    }
  }

  // While the cluster cannot be seen no further question helps, and nothing is called failed for
  // taking long.
  private static boolean canRead(StepContext step) {
    return step.outage().isEmpty();
  }

  private static boolean due(StepContext step, Instant at) {
    return !step.now().isBefore(at);
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
    return isWatched ? Instants.min(r.progress().deadline(), look) : look;
  }
}
